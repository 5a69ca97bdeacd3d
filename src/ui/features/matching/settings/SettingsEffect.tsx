import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PartialSettings } from '#core/matching/index.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { NamesProvider } from '../shared/names.tsx';
import { Section } from '../shared/Section.tsx';
import { DemandEffects } from '../taxonomy/DemandEffects.tsx';
import classes from './settings.module.css';

interface SettingsEffectProps {
  /** As they would be used; undefined while nothing is edited. */
  readonly changes: PartialSettings | null | undefined;
}

/** Editing goes on for a moment before all rankings are made again. */
const pause = 600;
/** The settings themselves stand below and should stay near. */
const mostListed = 6;

/** Which rankings edited settings would move, computed by the host before they are used. */
export function SettingsEffect({ changes }: SettingsEffectProps) {
  const { t } = useTranslation('matchSettings');
  const format = useFormat();
  const edited = changes === undefined ? undefined : JSON.stringify(changes);
  const [settled] = useDebouncedValue(edited, pause);
  const { data, error, isPlaceholderData } = useQuery(
    orpc.matching.settings.effect.queryOptions({
      input: { changes: JSON.parse(settled ?? 'null') },
      enabled: settled !== undefined,
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  );
  const stale = isPlaceholderData || settled !== edited;
  const counted = (count: number) => ({ count, formatted: format.number(count) });
  return (
    <Section framed title={t('effect')} help={t('effectHelp')}>
      {changes === undefined ? (
        <p className={classes.quiet}>{t('effectNone')}</p>
      ) : error && !stale ? (
        <ErrorNotice error={error} />
      ) : data ? (
        <NamesProvider names={data.labels}>
          <div className={classes.effect} data-stale={stale || undefined}>
            <p className={classes.summary} role="status">
              <strong>
                {data.changedDemands === 0
                  ? t('effectNothing', { all: format.number(data.allDemands) })
                  : t('effectSummary', {
                      ...counted(data.changedDemands),
                      all: format.number(data.allDemands),
                    })}
              </strong>
              {data.newFirst > 0 ? <span>{t('newFirst', counted(data.newFirst))}</span> : null}
            </p>
            <DemandEffects effect={{ ...data, demands: data.demands.slice(0, mostListed) }} opened={0} />
          </div>
        </NamesProvider>
      ) : (
        <p className={classes.quiet} role="status">
          {t('computing')}
        </p>
      )}
    </Section>
  );
}
