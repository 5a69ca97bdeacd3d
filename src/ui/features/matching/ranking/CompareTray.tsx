import { Button } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#ui/components/Chip.tsx';
import shared from '../matching.module.css';
import { Name, usePlainName } from '../shared/names.tsx';
import classes from './ranking.module.css';

interface CompareTrayProps {
  readonly ids: readonly string[];
  readonly onRemove: (id: string) => void;
  readonly onCompare: () => void;
}

/** What was chosen to be compared, always in sight at the foot of the list, so that choosing moves nothing. */
export function CompareTray({ ids, onRemove, onCompare }: CompareTrayProps) {
  const { t } = useTranslation('match');
  const plain = usePlainName();
  if (ids.length === 0) return null;
  return (
    <section className={classes.tray} aria-label={t('compare.title')}>
      <ul className={classes.trayNames}>
        {ids.map((id) => (
          <li key={id}>
            <Chip name={plain(id)} onRemove={() => onRemove(id)}>
              <Name id={id} />
            </Chip>
          </li>
        ))}
      </ul>
      {ids.length < 2 ? (
        <span className={shared.quiet}>{t('compare.one')}</span>
      ) : (
        <Button
          size="compact-sm"
          leftSection={<IconColumns size={16} aria-hidden="true" />}
          onClick={onCompare}
        >
          {t('compare.show')}
        </Button>
      )}
    </section>
  );
}
