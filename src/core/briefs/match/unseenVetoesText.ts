import type { AnsweredQuestion } from './shownAnswer.ts';

/** The text of `locales/…/briefs.json` that tells an author of unseen vetoes: what was asked decides what rows are. */
export const unseenVetoesText = {
  need: 'unseenVetoes',
  city: 'unseenVetoes',
  text: 'unseenVetoes',
  team: 'unseenVetoes',
  rollout: 'unseenVetoesOfCities',
  organisation: 'unseenVetoesOfDemands',
} as const satisfies Record<AnsweredQuestion['question'], string>;
