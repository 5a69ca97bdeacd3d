import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** From a need, or a city with all its open needs, to the team builder. */
export function TeamLink({ kind, id }: { readonly kind: 'need' | 'city'; readonly id: string }) {
  const { t } = useTranslation('match');
  return (
    <Button
      variant="default"
      leftSection={<IconUsersGroup size={18} aria-hidden="true" />}
      renderRoot={(props) => (
        <Link
          to="/matching/team"
          search={(kind === 'need' ? { needs: id } : { city: id }) as never}
          {...props}
        />
      )}
    >
      {t('team.build')}
    </Button>
  );
}
