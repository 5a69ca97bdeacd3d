import { Button } from '@mantine/core';
import { IconTags, IconUsersGroup } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './matching.module.css';
import { matchKinds } from './matchKinds.ts';
import { RecordPicker } from './shared/RecordPicker.tsx';
import { Section } from './shared/Section.tsx';

/** A field for each kind that matching can start from, and the way to the team builder. */
export function StartFromRecord() {
  const { t } = useTranslation('match');
  const navigate = useNavigate();
  return (
    <Section framed title={t('pick.title')}>
      <div className={classes.pickers}>
        {matchKinds.map((kind) => (
          <RecordPicker
            key={kind}
            kind={kind}
            label={t(`pick.${kind}`)}
            onPick={(id) => void navigate({ to: '/matching/$kind/$id', params: { kind, id } })}
          />
        ))}
        <Button
          variant="default"
          leftSection={<IconUsersGroup size={18} aria-hidden="true" />}
          renderRoot={(props) => <Link to="/matching/team" {...props} />}
        >
          {t('team.title')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconTags size={18} aria-hidden="true" />}
          renderRoot={(props) => <Link to="/list/$kind" params={{ kind: 'concept' }} {...props} />}
        >
          {t('taxonomy.list')}
        </Button>
      </div>
    </Section>
  );
}
