import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import shared from '../matching.module.css';
import { Name } from '../shared/names.tsx';
import { Section } from '../shared/Section.tsx';
import classes from './ranking.module.css';

interface DerivedNoteProps {
  readonly derived: NonNullable<OrganisationMatches['query']['derived']>;
  readonly cities: readonly string[];
}

/** Nobody stated a need: says what the ranking went by instead, and offers to record one. */
export function DerivedNote({ derived, cities }: DerivedNoteProps) {
  const { t } = useTranslation('match');
  const [city] = cities;
  return (
    <Section
      framed
      title={t('derived.title')}
      help={t('derived.help')}
      action={
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          renderRoot={(props) => (
            <Link
              to="/new/$kind"
              params={{ kind: 'need' }}
              search={(city === undefined ? {} : { city }) as never}
              {...props}
            />
          )}
        >
          {t('derived.add')}
        </Button>
      }
    >
      <ul className={classes.derived}>
        {derived.map((need) => (
          <li key={`${need.from} ${JSON.stringify(need.title ?? {})}`}>
            <strong>
              {need.from === 'priorityProject' && need.title ? (
                <LanguageText value={need.title} />
              ) : (
                t(`derived.${need.from}`)
              )}
            </strong>
            <ul className={shared.inlineList}>
              {need.concepts.map(({ conceptId }) => (
                <li key={conceptId}>
                  <Name id={conceptId} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}
