import type { z } from 'zod';
import type { matchExportInputSchema } from '#contract/matchingSchemas.ts';
import { type AnsweredQuestion, composeMatchDocument } from '#core/briefs/match/matchDocument.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { calendarDay } from '#core/matching/index.ts';
import type { BriefService, RenderedBrief, RenderOptions } from '../briefs/index.ts';
import { localesDirectoryOf } from '../text/localesDirectory.ts';
import { Translator } from '../text/translator.ts';
import type { MatchingService } from './index.ts';
import { countUnseenVetoes } from './unseenVetoes.ts';

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
  const { asked, labels } = answer(ask, means.matching);
  const { audience, timeZone } = ask.input;
  const about = aboutOf(ask);
  const translate = new Translator(localesDirectoryOf(means.resourcesDirectory)).in(language);
  const document = composeMatchDocument({
    asked,
    about,
    only,
    labels: { ...labels, ...namesOf(about, audience, means.matching) },
    language,
    audience,
    asOf: asked.answer.run.day || calendarDay(Date.now(), timeZone),
    translate,
  });
  options.onProgress?.('composing', 0.2);
  const subject = about[0] ?? 'text';
  const fileName = `match-${ask.question}_${subject}_${audience}_${language}`;
  const file = await means.briefs.renderDocument(document, format, fileName, options);
  return { ...file, unseenVetoes: unseenVetoesIn(request, asked, means.matching) };
}

function unseenVetoesIn(
  { ask, only }: MatchExportRequest,
  asked: AnsweredQuestion,
  matching: MatchingService,
): number {
  if (ask.question !== 'need' && ask.question !== 'city') return 0;
  if (asked.question !== 'need' && asked.question !== 'city') return 0;
  const { question } = ask;
  const { id, audience, timeZone } = ask.input;
  const organisationIds = asked.answer.items
    .map((item) => item.organisationId)
    .filter((each) => only.length === 0 || only.includes(each));
  return countUnseenVetoes(matching, { question, id, audience, timeZone, organisationIds });
}

type Labels = Readonly<Record<string, { readonly kind: never; readonly label: LanguageMap }>>;

/** The same procedures that the screens ask; what the contract calls an answer has all that the core's has. */
function answer(ask: MatchExportRequest['ask'], matching: MatchingService) {
  const result =
    ask.question === 'need'
      ? matching.need(ask.input)
      : ask.question === 'city'
        ? matching.city(ask.input)
        : ask.question === 'organisation'
          ? matching.organisation(ask.input)
          : ask.question === 'text'
            ? matching.text(ask.input)
            : ask.question === 'team'
              ? matching.team(ask.input)
              : matching.rollout(ask.input);
  return {
    asked: { question: ask.question, answer: result } as unknown as AnsweredQuestion,
    labels: result.labels as unknown as Labels,
  };
}

function aboutOf(ask: MatchExportRequest['ask']): string[] {
  if (ask.question === 'text') return [];
  return ask.question === 'team' ? [...ask.input.needIds] : [ask.input.id];
}

function namesOf(
  ids: readonly string[],
  audience: MatchExportRequest['ask']['input']['audience'],
  matching: MatchingService,
) {
  return matching.names(ids, audience) as unknown as Labels;
}
