import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultMatchingSettings, type PartialSettings } from '#core/matching/index.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import inputs from '#ui/components/inputs.module.css';
import { Loading } from '#ui/components/Loading.tsx';
import { notifyDone } from '#ui/components/notify.tsx';
import { Page } from '#ui/components/Page.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { lookUp } from '#ui/i18n/lookUp.ts';
import { Section } from '../shared/Section.tsx';
import { SettingField } from './SettingField.tsx';
import { SettingsEffect } from './SettingsEffect.tsx';
import { changesFrom } from './settingChanges.ts';
import { settingAt, settingGroups } from './settingPaths.ts';
import classes from './settings.module.css';

const groups = Object.keys(defaultMatchingSettings);
type Edits = Readonly<Record<string, unknown>>;
const noEdits: Edits = {};
const hashLetters = 8;

/** `/matching/settings`: every number that rankings depend on, edited with the effect shown before it is used. */
export function SettingsPage() {
  const { t, i18n } = useTranslation(['matchSettings', 'match', 'common']);
  const format = useFormat();
  const queries = useQueryClient();
  const { data, error } = useQuery(orpc.matching.settings.get.queryOptions());
  const [edits, setEdits] = useState(noEdits);
  const [saving, setSaving] = useState(false);
  const trail = [{ label: t('match:back'), to: '/matching' }];
  if (!data) {
    return (
      <Page wide title={t('title')} lead={t('lead')} trail={trail}>
        {error ? <ErrorNotice error={error} /> : <Loading rows={10} height={28} />}
      </Page>
    );
  }
  const { settings, defaults, changes: before } = data;
  const all = settingGroups(defaults);
  const paths = all.flatMap((group) => group.settings);
  const valueOfSetting = (path: string) => (path in edits ? edits[path] : settingAt(settings, path));
  const edited = Object.keys(edits).filter((path) => edits[path] !== settingAt(settings, path));
  const differing = paths.filter((path) => valueOfSetting(path) !== settingAt(defaults, path));
  const inUse = paths.filter((path) => settingAt(settings, path) !== settingAt(defaults, path)).length;
  const changes = changesFrom(differing.map((path) => ({ path, now: valueOfSetting(path) })));
  const counted = (count: number) => ({ count, formatted: format.number(count) });

  const put = async (next: PartialSettings | null) => {
    await host.matching.settings.set({ changes: next });
    setEdits(noEdits);
    await queries.invalidateQueries({ queryKey: orpc.matching.key() });
  };
  const use = async (next: PartialSettings | null, said: string) => {
    setSaving(true);
    try {
      await put(next);
      notifyDone(said, {
        label: t('common:action.undo'),
        run: () => void put(before).then(() => notifyDone(t('undone')), reportError),
      });
    } catch (cause) {
      reportError(cause);
    } finally {
      setSaving(false);
    }
  };

  return (
    <Page wide title={t('title')} lead={t('lead')} trail={trail}>
      <div className={classes.bar}>
        <Button disabled={edited.length === 0} loading={saving} onClick={() => void use(changes, t('saved'))}>
          {t('save')}
        </Button>
        {edited.length > 0 ? (
          <Button variant="default" onClick={() => setEdits(noEdits)}>
            {t('discard')}
          </Button>
        ) : inUse > 0 ? (
          <Button variant="default" onClick={() => void use(null, t('resetDone'))}>
            {t('reset')}
          </Button>
        ) : null}
        <span className={classes.quiet} role="status">
          {edited.length > 0
            ? t('edited', counted(edited.length))
            : inUse === 0
              ? t('allDefault')
              : t('changed', counted(inUse))}
        </span>
        <span className={classes.quiet}>{t('hash', { hash: data.hash.slice(0, hashLetters) })}</span>
      </div>
      <SettingsEffect changes={edited.length > 0 ? changes : undefined} />
      {groups.map((group) => (
        <Section
          key={group}
          framed
          title={lookUp(i18n, [`matchSettings:group.${group}`]) ?? group}
          help={lookUp(i18n, [`matchSettings:groupHelp.${group}`])}
        >
          {all
            .filter(({ path }) => path === group || path.startsWith(`${group}.`))
            .map(({ path, settings: own }) => (
              <fieldset key={path} className={classes.fields}>
                <legend className={path === group ? 'musubi-hidden' : classes.legend}>
                  {lookUp(i18n, [
                    path === group
                      ? `matchSettings:group.${group}`
                      : `matchSettings:part.${path.split('.').at(-1)}`,
                  ]) ?? path}
                </legend>
                <div className={`${classes.grid} ${inputs.inputs}`}>
                  {own.map((setting) => (
                    <SettingField
                      key={setting}
                      path={setting}
                      value={valueOfSetting(setting)}
                      usual={settingAt(defaults, setting)}
                      onChange={(value) => setEdits((known) => ({ ...known, [setting]: value }))}
                    />
                  ))}
                </div>
              </fieldset>
            ))}
        </Section>
      ))}
    </Page>
  );
}
