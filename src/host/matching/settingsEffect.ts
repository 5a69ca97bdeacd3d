import type { z } from 'zod';
import type { SettingsEffectAnswer, settingsEffectInputSchema } from '#contract/matchingEffectSchemas.ts';
import type { Store } from '#db/store.ts';
import type { MatchingEngines } from './engines.ts';
import { labelsOf } from './labels.ts';
import { checkMatchingSettings } from './matchingSettings.ts';

export type SettingsEffectRequest = z.output<typeof settingsEffectInputSchema>;

const mostNamed = 20;

/**
 * The settings in use and those that would be, through engines over the same records.
 * @throws MusubiError INVALID_INPUT as writing them would
 */
export function settingsEffect(
  { changes, audience, timeZone }: SettingsEffectRequest,
  store: Store,
  engines: MatchingEngines,
): SettingsEffectAnswer {
  const checked = checkMatchingSettings(changes);
  const { engine } = engines.for(audience, timeZone);
  const after = engines.with(checked, audience, timeZone).engine;
  const {
    demands,
    organisations,
    readings: _,
    changedReadings: __,
    ...effect
  } = engine.effectOf(after, {
    limit: Number.POSITIVE_INFINITY,
  });
  const answer = {
    ...effect,
    demands: demands.slice(0, mostNamed),
    organisations: organisations.slice(0, mostNamed),
    newFirst: demands.filter(({ moves }) =>
      moves.some(({ before, after }) => before?.rank !== 1 && after?.rank === 1),
    ).length,
  };
  return { ...answer, labels: labelsOf(store.statements, answer, audience) } as SettingsEffectAnswer;
}
