import { parseArgs } from 'node:util';
import { readBundledData } from './bundled-data.ts';
import { type Collection, unknownJudgements } from './collections/collection.ts';
import { readCollections } from './collections/read.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { type PairLoss, pairLosses } from './pair-loss.ts';
import { fts5 } from './peers/fts5.ts';
import { lunrRanker } from './peers/lunr.ts';
import { miniSearch } from './peers/minisearch.ts';
import { ours } from './peers/ours.ts';
import { winkRanker } from './peers/wink.ts';
import { pairedDifference, type RankerResult, rankCollection } from './rank-collection.ts';
import { speedReport } from './speed.ts';
import { formatTable } from './table.ts';
import { solveSetCover } from './team-report.ts';
import { invalidInput, Unreadable } from './unreadable.ts';

const wrongUsage = 2;
/** Elements or sets that are named before they are only counted. */
const namesShown = 10;

const HELP = `Benchmarks of matching.

  --collection DIR     rank a test collection with ours and with named peers (repeatable; a folder or a file)
  --language CODE      language of the collection, when it cannot be told
  --queries N          ask only the first N queries
  --ours               leave the peers out
  --team FILE          solve a set-cover instance (JSON or OR-Library scp) with the team solver (repeatable)
  --node-limit N       nodes of the team search (default 200000)
  --seconds N          stop the team search after so long, and say how far from the best the answer may be
  --leave-one-out      real studies with named contractors, hidden one by one
  --speed              speed and memory at N and 5N on marked-synthetic data
  --organisations N    N of the speed table (default 2000; needs are a tenth)
  --json               machine output

A collection of your own is a JSON file:

  { "language": "en",
    "documents":  [{ "id": "p1", "title": "…", "text": "…", "expert": "r1" }],
    "queries":    [{ "id": "q1", "text": "…" }],
    "judgements": [{ "query": "q1", "expert": "r1", "grade": 3.5 }],
    "relevantFrom": 4 }

Without "expert" the documents themselves are judged ("document" instead of "expert"). A query that stands for somebody
with several works has "texts": ["…", { "title": "…", "text": "…" }]. Titles count about twice.
Where grades differ, the loss over pairs is reported, too: of every two judgements of one expert (or of one query) with
different grades, the difference counts when the scores order them wrongly and half of it when they are the same, divided
by all differences; chance gives 0.5, less is better. "relevantFrom" is the lowest grade that counts as relevant for MAP
and the like; without it every grade above 0.

A set-cover instance is { "elements": ["a", …], "sets": [{ "id": "s", "cost": 2, "elements": ["a"] }] } or an OR-Library scp file.
`;

/** `npm run bench -- matching …`. Returns the exit status: that of invalid input, with one line, for a bad file or call. */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    return await measure(argv);
  } catch (cause) {
    const badCall =
      cause instanceof TypeError && String(Reflect.get(cause, 'code')).startsWith('ERR_PARSE_ARGS');
    if (!(cause instanceof Unreadable) && !badCall) throw cause;
    process.stderr.write(`${(cause as Error).message}\n`);
    return cause instanceof Unreadable ? invalidInput : wrongUsage;
  }
}

async function measure(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      collection: { type: 'string', multiple: true },
      language: { type: 'string' },
      queries: { type: 'string' },
      ours: { type: 'boolean' },
      team: { type: 'string', multiple: true },
      'node-limit': { type: 'string' },
      seconds: { type: 'string' },
      'leave-one-out': { type: 'boolean' },
      speed: { type: 'boolean' },
      organisations: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const write = (text: string): void => void process.stdout.write(`${text}\n`);
  if (values.help) {
    write(HELP);
    return 0;
  }
  const nothingAsked = !values.collection && !values.team && !values['leave-one-out'] && !values.speed;
  const output: { collections: unknown[]; teams: unknown[] } = { collections: [], teams: [] };
  for (const path of values.collection ?? []) {
    for (const collection of readCollections(path, values.language)) {
      tellUnknown(collection);
      const limit = count('--queries', values.queries) ?? Number.POSITIVE_INFINITY;
      const results = rankAll(collection, limit, values.ours === true);
      const losses = pairLosses(collection);
      output.collections.push({ ...summary(collection, results), losses });
      if (!values.json) write(collectionReport(collection, results) + lossReport(losses));
    }
  }
  for (const path of values.team ?? []) {
    const report = solveSetCover(
      path,
      count('--node-limit', values['node-limit']) ?? 200_000,
      count('--seconds', values.seconds),
    );
    output.teams.push(report);
    if (!values.json) write(teamText(report));
  }
  if (values.json) {
    write(JSON.stringify(output));
    return 0;
  }
  if (values['leave-one-out'] || nothingAsked) {
    const data = readBundledData();
    write(`${leaveOneOut(data, 'record')}\n`);
    write(`${leaveOneOut(data, 'mentions')}\n`);
  }
  if (values.speed || nothingAsked) {
    const organisations = count('--organisations', values.organisations) ?? 2000;
    write(speedReport({ organisations, needs: Math.round(organisations / 10), technologies: 131 }));
  }
  return 0;
}

function tellUnknown(collection: Collection): void {
  const { count, of, first } = unknownJudgements(collection);
  if (count === 0) return;
  process.stderr.write(
    `${collection.name}: ${count} of ${of} judgements name documents that it does not have (the first: ${first}); they count as never found\n`,
  );
}

function count(name: string, typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(typed)) throw new Unreadable(`${name}: a whole number from 1, not “${typed}”`);
  return Number(typed);
}

function rankAll(collection: Collection, limit: number, alone: boolean): RankerResult[] {
  const peers = alone
    ? []
    : [
        fts5('unicode61'),
        fts5('porter unicode61'),
        lunrRanker,
        winkRanker,
        miniSearch(false),
        miniSearch(true),
      ];
  const results = [rankCollection(collection, ours(), limit)];
  for (const peer of peers) {
    try {
      results.push(rankCollection(collection, peer, limit));
    } catch (cause) {
      // wink-bm25 refuses a handful of documents; the others can still be compared.
      process.stderr.write(`${peer.name} is left out of ${collection.name}: ${(cause as Error).message}\n`);
    }
  }
  return results;
}

function summary(collection: Collection, results: readonly RankerResult[]): object {
  const [first] = results;
  return {
    name: collection.name,
    language: collection.language,
    documents: collection.documents.length,
    queries: first?.perQuery.length ?? 0,
    unknownJudgements: unknownJudgements(collection).count,
    rankers: results.map(({ perQuery, ...figures }) => ({ ...figures, queries: perQuery.length })),
    paired: first ? results.slice(1).map((peer) => pairedDifference(first, peer)) : [],
    faults: faults(results),
  };
}

/** A peer far below FTS5 was set up wrongly; its figures would flatter ours. */
function faults(results: readonly RankerResult[]): string[] {
  const reference = Math.max(
    0,
    ...results.filter((result) => result.name.startsWith('FTS5')).map((result) => result.map),
  );
  return results.filter((result) => result.map < reference / 3).map((result) => result.name);
}

function sizeOf({ documents }: Collection): string {
  const experts = new Set(documents.flatMap(({ expert }) => expert ?? [])).size;
  return `${documents.length} documents${experts > 0 ? ` of ${experts} experts` : ''}`;
}

function collectionReport(collection: Collection, results: readonly RankerResult[]): string {
  const [first] = results;
  const heading = `${collection.name}: ${sizeOf(collection)}, ${first?.perQuery.length ?? 0} queries, language ${collection.language}`;
  const figures = formatTable(
    ['ranker', 'MAP', 'nDCG@10', 'MRR', 'hit@1', 'build ms', 'ms/query'],
    results.map((result) => [
      result.name,
      result.map.toFixed(4),
      result.ndcg10.toFixed(4),
      result.mrr.toFixed(4),
      result.hit1.toFixed(4),
      result.buildMilliseconds.toFixed(0),
      result.queryMilliseconds.toFixed(2),
    ]),
  );
  const paired = first
    ? formatTable(
        ['paired by query, AP', 'difference', '95 % interval', 'p', 'better', 'worse'],
        results.slice(1).map((peer) => {
          const row = pairedDifference(first, peer);
          return [
            `Musubi − ${row.against}`,
            row.difference.toFixed(4),
            `[${row.low.toFixed(4)}, ${row.high.toFixed(4)}]`,
            row.p.toFixed(4),
            String(row.better),
            String(row.worse),
          ];
        }),
      )
    : '';
  const wrong = faults(results);
  const warning =
    wrong.length > 0 ? `\nBelow a third of FTS5, so a fault of this harness: ${wrong.join(', ')}` : '';
  return `${heading}\n${figures}\n\n${results.length > 1 ? paired : ''}${warning}\n`;
}

function lossReport(losses: readonly PairLoss[]): string {
  if (losses.length === 0) return '';
  const table = formatTable(
    ['pairs ordered wrongly', 'judgements of one', 'loss', '95 % interval', 'pairs', 'of'],
    losses.map(({ name, within, loss, low, high, pairs, units }) => [
      `Musubi, ${name}`,
      within,
      loss.toFixed(4),
      `[${low.toFixed(4)}, ${high.toFixed(4)}]`,
      String(pairs),
      String(units),
    ]),
  );
  return `${table}\n`;
}

function teamText(report: ReturnType<typeof solveSetCover>): string {
  const stated = report.statedOptimum === undefined ? '' : `, stated optimum ${report.statedOptimum}`;
  const proof = report.optimal
    ? 'proven optimal'
    : report.optimalForRest
      ? 'proven best for the rest'
      : report.covered < report.elements - report.uncoverable.length
        ? 'not all can be covered by so few sets'
        : `within ${report.withinPercent?.toFixed(2) ?? '?'} % of the best possible (lower bound ${report.lowerBound?.toFixed(3) ?? '?'})`;
  const missing = report.uncoverable.slice(0, namesShown).join(', ');
  const more = report.uncoverable.length - namesShown;
  const cannot =
    report.uncoverable.length === 0
      ? ''
      : ` CANNOT BE COVERED: no set contains ${report.uncoverable.length} of the elements (${missing}${more > 0 ? `, and ${more} more` : ''});`;
  return `${report.file}:${cannot} ${report.elements} elements, ${report.sets} sets: cost ${report.cost ?? 'none'} with ${report.chosen.length} sets${chosenText(report.chosen)}, ${report.covered} covered, ${proof}; greedy ${report.greedyCost ?? 'none'}${stated}; ${report.nodes} nodes, ${report.milliseconds.toFixed(0)} ms`;
}

function chosenText(chosen: readonly string[]): string {
  return chosen.length > 0 && chosen.length <= namesShown ? ` (${chosen.join(', ')})` : '';
}

if (process.argv[1] && import.meta.url === new URL(`file://${process.argv[1]}`).href) {
  process.exitCode = await run(process.argv.slice(2));
}
