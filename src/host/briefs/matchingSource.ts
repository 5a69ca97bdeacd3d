import type { Visibility } from '#core/kinds/choices.ts';
import type { MatchResult, OrganisationMatch } from '#core/matching/index.ts';
import type { RecordLabel } from './recordReader.ts';

/** An answer with the names of what it points to, as far as its audience may know them. */
export interface NamedAnswer {
  readonly answer: MatchResult<OrganisationMatch>;
  readonly labels: Readonly<Record<string, RecordLabel>>;
  /** Rows ruled out by a veto that the audience may not see. For the author of the brief; no part of it. */
  readonly unseenVetoes: number;
}

/** Where briefs ask which organisations fit. Each answer is computed for the audience from nothing else than it may see. */
export interface MatchingSource {
  /** @throws MusubiError NOT_FOUND */
  need(id: string, audience: Visibility): NamedAnswer;
  /** What the city probably wants, where it stated no need. @throws MusubiError NOT_FOUND */
  city(id: string, audience: Visibility): NamedAnswer;
}
