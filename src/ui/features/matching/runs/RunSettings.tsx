import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchRun } from '#contract/matchingRunSchemas.ts';
import { notifyDone } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { SettingTable } from '../settings/SettingTable.tsx';
import { changesFrom } from '../settings/settingChanges.ts';
import { Section } from '../shared/Section.tsx';
import classes from './runs.module.css';

/** The settings of a run where they differed from the defaults, and the way to use them again. */
export function RunSettings({ run }: { readonly run: MatchRun }) {
  const { t } = useTranslation(['matchRuns', 'matchSettings', 'common']);
  const queries = useQueryClient();
  const [saving, setSaving] = useState(false);
  const { data: current } = useQuery(orpc.matching.settings.get.queryOptions());
  const set = async (changes: Parameters<typeof host.matching.settings.set>[0]['changes']) => {
    await host.matching.settings.set({ changes });
    await queries.invalidateQueries({ queryKey: orpc.matching.key() });
  };
  const useAgain = async () => {
    if (!current) return;
    const before = current.changes;
    setSaving(true);
    try {
      await set(changesFrom(run.changed));
      notifyDone(t('settingsUsed'), {
        label: t('common:action.undo'),
        run: () => void set(before).catch(reportError),
      });
    } catch (error) {
      reportError(error);
    } finally {
      setSaving(false);
    }
  };
  const isUsual = run.changed.length === 0;
  const differs = current !== undefined && current.hash !== run.run.settingsHash;
  if (isUsual && !differs) return null;
  return (
    <Section title={t('changedSettings')}>
      <div className={classes.compared}>
        {isUsual ? (
          <p className={classes.quiet}>{t('matchSettings:allDefault')}</p>
        ) : (
          <SettingTable
            label={t('changedSettings')}
            before={t('default')}
            now={t('value')}
            differences={run.changed}
          />
        )}
        {differs ? (
          <Button variant="default" loading={saving} onClick={() => void useAgain()}>
            {t(isUsual ? 'useDefaults' : 'useSettings')}
          </Button>
        ) : null}
      </div>
    </Section>
  );
}
