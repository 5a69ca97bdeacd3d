import { Button, NumberInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Feature, features, type PartialSettings } from '#core/matching/index.ts';
import inputs from '#ui/components/inputs.module.css';
import { notifyDone } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import shared from '../matching.module.css';
import { Swatch } from '../score/ScoreBar.tsx';
import { Section } from '../shared/Section.tsx';
import classes from './settings.module.css';
import { readWeights, shareOf, type Weights as WeightValues } from './weights.ts';

/** How much each part of a score counts, for everybody to see and to change. */
export function Weights() {
  const { t } = useTranslation(['match', 'matchSettings']);
  const queries = useQueryClient();
  const { data } = useQuery(orpc.matching.settings.get.queryOptions());
  const [edited, setEdited] = useState<WeightValues>();
  const [saving, setSaving] = useState(false);
  if (!data) return null;
  const used = readWeights(data.settings);
  const usual = readWeights(data.defaults);
  const shown = edited ?? used;
  const isDefault = features.every((feature) => used[feature] === usual[feature]);
  const changed = features.some((feature) => shown[feature] !== used[feature]);
  const possible = features.some((feature) => shown[feature] > 0);

  const save = async (weights: WeightValues | undefined) => {
    setSaving(true);
    try {
      const { weights: _before, ...others } = data.changes;
      const changes: PartialSettings = weights ? { ...others, weights } : others;
      await host.matching.settings.set({ changes: Object.keys(changes).length > 0 ? changes : null });
      await queries.invalidateQueries({ queryKey: orpc.matching.key() });
      setEdited(undefined);
      notifyDone(t('match:settings.saved'));
    } catch (error) {
      reportError(error);
    } finally {
      setSaving(false);
    }
  };
  const set = (feature: Feature, percent: number) => setEdited({ ...shown, [feature]: percent / 100 });

  return (
    <Section framed title={t('match:settings.title')} help={t('match:settings.help')}>
      <div className={`${classes.weights} ${inputs.inputs}`}>
        {features.map((feature, tone) => (
          <NumberInput
            key={feature}
            label={
              <span className={classes.weightName}>
                <Swatch tone={tone} />
                {t(`match:feature.${feature}`)}
              </span>
            }
            description={t('match:settings.share', { percent: Math.round(shareOf(shown, feature) * 100) })}
            inputWrapperOrder={['label', 'input', 'description']}
            min={0}
            max={100}
            step={5}
            allowDecimal={false}
            clampBehavior="strict"
            value={Math.round(shown[feature] * 100)}
            onChange={(value) => set(feature, Number(value) || 0)}
          />
        ))}
      </div>
      <div className={shared.askButtons}>
        <Button disabled={!changed || !possible} loading={saving} onClick={() => void save(shown)}>
          {t('match:settings.save')}
        </Button>
        {isDefault && !changed ? null : (
          <Button variant="default" onClick={() => (isDefault ? setEdited(undefined) : void save(undefined))}>
            {t('match:settings.reset')}
          </Button>
        )}
        <Link to="/matching/settings">{t('matchSettings:open')}</Link>
        <span className={shared.quiet}>
          {t(isDefault ? 'match:settings.isDefault' : 'match:settings.changed')}
        </span>
      </div>
    </Section>
  );
}
