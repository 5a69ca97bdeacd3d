import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WeighedTeamAnswer } from '#contract/matchingSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { NameLink, usePlainName } from '../shared/names.tsx';
import classes from './team.module.css';

interface ReplacementsProps {
  readonly leaving: string;
  readonly replacements: WeighedTeamAnswer['replacements'];
  readonly onTake: (organisationId: string) => void;
  readonly onKeep: () => void;
}

const signed: Intl.NumberFormatOptions = {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
};

/** Who could take a member's place, each with what the team would gain and lose. */
export function Replacements({ leaving, replacements, onTake, onKeep }: ReplacementsProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const plain = usePlainName();
  const names = (ids: readonly string[]) => format.list([...new Set(ids)].map(plain));
  return (
    <section className={classes.replacements} aria-label={t('team.swapFor', { name: plain(leaving) })}>
      <h3 className={shared.smallTitle}>{t('team.swapFor', { name: plain(leaving) })}</h3>
      {replacements.length === 0 ? <p className={shared.quiet}>{t('team.noSwap')}</p> : null}
      <ul className={shared.plainList}>
        {replacements.map((replacement) => {
          const { organisationId, difference, gained, lost, linksGained, linksLost } = replacement;
          const notes = [
            ['team.swapGained', gained],
            ['team.swapLost', lost],
            ['team.linksGained', linksGained.map(({ dataAssetId }) => dataAssetId)],
            ['team.linksLost', linksLost.map(({ dataAssetId }) => dataAssetId)],
          ] as const;
          return (
            <li key={organisationId} className={classes.replacement}>
              <div>
                <NameLink id={organisationId} kind="organisation" icon />{' '}
                <span className={shared.numbers}>
                  {t('team.difference', { formatted: format.number(difference, signed) })}
                </span>
                {notes.map(([words, ids]) =>
                  ids.length === 0 ? null : (
                    <div key={words} className={shared.quiet}>
                      {t(words)}: {names(ids)}
                    </div>
                  ),
                )}
              </div>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('team.takeOf', { name: plain(organisationId) })}
                onClick={() => onTake(organisationId)}
              >
                {t('team.take')}
              </Button>
            </li>
          );
        })}
      </ul>
      <Button variant="subtle" size="compact-sm" onClick={onKeep}>
        {t('team.keepMember', { name: plain(leaving) })}
      </Button>
    </section>
  );
}
