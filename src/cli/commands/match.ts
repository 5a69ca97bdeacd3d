import { defaultTimeZone, longestMatchText } from '#contract/matchingQuestionSchemas.ts';
import { briefFormats } from '#contract/schemas.ts';
import { unseenVetoesText } from '#core/briefs/match/unseenVetoesText.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { isRecordId } from '#core/records/validateRecord.ts';
import type { MatchExportRequest } from '#host/matching/exportMatch.ts';
import { MatchingService } from '#host/matching/index.ts';
import { answerDocument } from '../answerDocument.ts';
import { wrongUsage } from '../cliError.ts';
import { parseCount } from '../listOptions.ts';
import { MatchLines } from '../matchLines.ts';
import type { Session } from '../session.ts';

/** Where an answer is to be written instead of being shown. */
export interface FileOptions {
  readonly format?: string;
  readonly out?: string;
}

export interface RankingOptions extends FileOptions {
  readonly limit?: string;
}

const defaultRows = 20;
const mostRows = 500;

export async function matchNeed(session: Session, id: string, options: RankingOptions) {
  const { service, request } = await prepare(session, options);
  const input = { ...request, id: requireId('need', id) };
  if (await written(session, options, service, { question: 'need', input })) return;
  tell(session, service.need(input), (lines, answer) => lines.organisations(answer));
}

export async function matchCity(session: Session, id: string, options: RankingOptions) {
  const { service, request } = await prepare(session, options);
  const input = { ...request, id: requireId('city', id) };
  if (await written(session, options, service, { question: 'city', input })) return;
  tell(session, service.city(input), (lines, answer) => lines.organisations(answer));
}

export async function matchOrganisation(session: Session, id: string, options: RankingOptions) {
  const { service, request } = await prepare(session, options);
  const input = { ...request, id: requireId('organisation', id) };
  if (await written(session, options, service, { question: 'organisation', input })) return;
  tell(session, service.organisation(input), (lines, answer) => lines.demands(answer));
}

/** `--lang`, where it is given, names the language of the text; the answer is still for the person who asks. */
export async function matchText(
  session: Session,
  text: string,
  options: RankingOptions & { readonly country?: string; readonly lang?: string },
) {
  const asked = text.trim();
  if (asked === '') throw wrongUsage('match text "…"');
  if (asked.length > longestMatchText) throw wrongUsage(`match text: ≤ ${longestMatchText}`);
  const country = options.country?.toUpperCase();
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) throw wrongUsage('--country XX');
  const { service, request } = await prepare(session, options);
  const input = { ...request, text: asked, language: options.lang, country };
  if (await written(session, options, service, { question: 'text', input } as MatchExportRequest['ask']))
    return;
  const answer = service.text(input);
  tell(session, answer, (lines) => lines.organisations(answer));
}

export async function matchTeam(
  session: Session,
  needIds: string[],
  options: FileOptions & { readonly max?: string; readonly lead?: string },
) {
  const max = options.max === undefined ? undefined : parseCount('--max', options.max, 0);
  if (max !== undefined && (max < 1 || max > 10)) throw wrongUsage('--max 1…10');
  const ids = needIds.map((id) => requireId('need', id));
  const lead = options.lead === undefined ? undefined : requireId('organisation', options.lead);
  const { service, request } = await prepare(session, {});
  const { audience, timeZone } = request;
  const input = { needIds: ids, max, lead, audience, timeZone };
  if (await written(session, options, service, { question: 'team', input })) return;
  tell(session, service.team(input), (lines, answer) => lines.teams(answer));
}

export async function matchRollout(session: Session, id: string, options: RankingOptions) {
  const { service, request } = await prepare(session, options);
  const { audience, timeZone, limit, hiddenVerdicts } = request;
  const asked = { id: requireId('study', id), audience, timeZone, limit, hiddenVerdicts };
  if (await written(session, options, service, { question: 'rollout', input: asked })) return;
  tell(session, service.rollout(asked), (lines, answer) => lines.rollouts(answer));
}

/** Writes the answer into a file when `--format` and `--out` say so. */
async function written(
  session: Session,
  { format: wanted, out }: FileOptions,
  matching: MatchingService,
  ask: MatchExportRequest['ask'],
): Promise<boolean> {
  if (wanted === undefined && out === undefined) return false;
  const format = briefFormats.find((known) => known === wanted);
  if (!format || out === undefined) throw wrongUsage(`--format ${briefFormats.join('|')} --out FILE`);
  const services = await session.open();
  const [{ loadBriefService }, { exportMatch }] = await Promise.all([
    import('#host/loadBriefService.ts'),
    import('#host/matching/exportMatch.ts'),
  ]);
  const document = await exportMatch(
    { ask, format, language: session.language, only: [] },
    { matching, briefs: await loadBriefService(services), resourcesDirectory: session.resourcesDirectory },
    { onProgress: (step, fraction) => session.note(`${Math.round(fraction * 100)}% ${step}`) },
  );
  await answerDocument(session, out, document, unseenVetoesText[ask.question]);
  return true;
}

/** Any text may be typed where an id belongs; what cannot be one is not in the registry. */
function requireId(kind: string, id: string): string {
  if (!isRecordId(id)) throw new MusubiError('NOT_FOUND', { kind, id });
  return id;
}

async function prepare(session: Session, options: RankingOptions) {
  const limit = parseCount('--limit', options.limit, defaultRows);
  if (limit < 1 || limit > mostRows) throw wrongUsage(`--limit 1…${mostRows}`);
  const { store, actor } = await session.open();
  const request = {
    audience: session.audience,
    timeZone: defaultTimeZone,
    limit,
    listFiltered: options.out !== undefined,
    diversify: 0,
    hiddenVerdicts: [],
  };
  return { service: new MatchingService(store, Date.now, actor), request };
}

function tell<Answer extends { readonly labels: MatchLines['labels'] }>(
  session: Session,
  answer: Answer,
  describe: (lines: MatchLines, answer: Answer) => readonly string[],
) {
  // Machine output names records by id, as everywhere on the command line.
  const { labels, ...rest } = answer;
  session.result(rest);
  if (session.json) return;
  const lines = new MatchLines(labels, session.resourcesDirectory, session.language);
  for (const line of describe(lines, answer)) session.print(line);
}
