import type { z } from 'zod';
import type { matchExportInputSchema } from '#contract/matchingQuestionSchemas.ts';
import type { RecordLabel } from '#contract/schemas.ts';
import { composeMatchDocument } from '#core/briefs/match/matchDocument.ts';
import { type AnsweredQuestion, demandIdOf } from '#core/briefs/match/shownAnswer.ts';
import { calendarDay } from '#core/matching/index.ts';
import type { BriefService, RenderedBrief, RenderOptions } from '../briefs/index.ts';
import { localesDirectoryOf } from '../text/localesDirectory.ts';
import { Translator } from '../text/translator.ts';
import type { MatchingService } from './index.ts';

export type MatchExportRequest = z.output<typeof matchExportInputSchema>;

interface Means {
  readonly matching: MatchingService;
  readonly briefs: BriefService;
  readonly resourcesDirectory: string;
}

/**
 * An answer of matching as a file. The question is asked anew for the audience that the file is for, so nothing that
 * only its author may see is ever in hand.
 * @throws MusubiError NOT_FOUND, CANCELLED, BROWSER_MISSING
 */
export async function exportMatch(
  request: MatchExportRequest,
  means: Means,
  options: RenderOptions = {},
): Promise<RenderedBrief> {
  const { ask, format, language, only } = request;
  options.onProgress?.('reading', 0);
  const answered = answer(ask, means.matching);
  const { asked, labels } = answered;
  const { audience, timeZone } = ask.input;
  const about = aboutOf(ask);
  const translate = new Translator(localesDirectoryOf(means.resourcesDirectory)).in(language);
  const document = composeMatchDocument({
    asked,
    about,
    only,
    labels: { ...labels, ...means.matching.names(about, audience) },
    language,
    audience,
    asOf: asked.answer.run.day || calendarDay(Date.now(), timeZone),
    translate,
  });
  options.onProgress?.('composing', 0.2);
  const subject = about[0] ?? 'text';
  const fileName = `match-${ask.question}_${subject}_${audience}_${language}`;
  const file = await means.briefs.renderDocument(document, format, fileName, options);
  return { ...file, unseenVetoes: unseenVetoesIn(request, answered, means.matching) };
}

interface Answered {
  readonly asked: AnsweredQuestion;
  readonly labels: Readonly<Record<string, RecordLabel>>;
  /** What was asked about: needs, cities and studies, and the cities that they or a text name. */
  readonly query: { readonly about: readonly string[]; readonly cities: readonly string[] };
}

/** The same procedures that the screens ask. */
function answer(ask: MatchExportRequest['ask'], matching: MatchingService): Answered {
  const { question } = ask;
  switch (question) {
    case 'organisation': {
      const found = matching.organisation(ask.input);
      return { asked: { question, answer: found }, labels: found.labels, query: found.query };
    }
    case 'team': {
      const found = matching.team(ask.input);
      return { asked: { question, answer: found }, labels: found.labels, query: found.query };
    }
    case 'rollout': {
      const found = matching.rollout(ask.input);
      return { asked: { question, answer: found }, labels: found.labels, query: found.query };
    }
    default: {
      const found = question === 'text' ? matching.text(ask.input) : matching[question](ask.input);
      return { asked: { question, answer: found }, labels: found.labels, query: found.query };
    }
  }
}

/** Rows of the file that a veto rules out which its audience may not see. */
function unseenVetoesIn(
  { ask, only }: MatchExportRequest,
  { asked, query }: Answered,
  matching: MatchingService,
): number {
  const vetoes = matching.unseenVetoes(ask.input.audience);
  const [subject = ''] = aboutOf(ask);
  const chosen = (ids: readonly string[]) => ids.filter((id) => only.length === 0 || only.includes(id));
  switch (asked.question) {
    case 'organisation':
      return vetoes.demands(subject, asked.answer.items.map(demandIdOf));
    case 'rollout':
      return vetoes.rolloutCities(subject, chosen(asked.answer.items.map(({ cityId }) => cityId)));
    case 'team': {
      const members = asked.answer.items.flatMap((team) => team.members);
      return vetoes.organisations(
        query.about,
        query.cities,
        members.map(({ organisationId }) => organisationId),
      );
    }
    default: {
      const shown = chosen(asked.answer.items.map(({ organisationId }) => organisationId));
      return vetoes.organisations([...aboutOf(ask), ...query.about], query.cities, shown);
    }
  }
}

function aboutOf(ask: MatchExportRequest['ask']): string[] {
  if (ask.question === 'text') return [];
  return ask.question === 'team' ? [...ask.input.needIds] : [ask.input.id];
}
