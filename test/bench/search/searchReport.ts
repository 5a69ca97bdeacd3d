import { formatTable } from '#test/bench/matching/table.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { type SearchableRecord, searchTextsOf } from '../corpus/searchTexts.ts';
import { fastest, figure, percentile, type Sample } from '../parts/measure.ts';
import { type BenchRegistry, openBenchRegistry } from '../parts/registry.ts';
import { ours } from './ours.ts';
import { like } from './peers/like.ts';
import { miniSearchPeer } from './peers/miniSearchPeer.ts';
import { rawFts5 } from './peers/rawFts5.ts';
import type { PeerFactory, SearchEngine } from './peers/searchEngine.ts';
import { questionsIn, type Script, scripts } from './queries.ts';
import { type Agreement, compareWithTruth, Truth } from './truth.ts';

const peers: readonly PeerFactory[] = [rawFts5('unicode61'), rawFts5('trigram'), like, miniSearchPeer];
/** These take minutes and gigabytes to index 100,000 records. */
const onlySmall = new Set(['FTS5 trigram', 'MiniSearch']);
const smallEnoughForAll = 20_000;

const questionsPerScript = 220;
/** Above this size the truth is worked out for one record in so many. */
const sampleEvery = 20;
const rounds = 3;
/** An engine that would take longer for a script is asked fewer questions, once each. */
const scriptMilliseconds = 30_000;
const fewestQuestions = 5;

export interface SearchFigures {
  readonly size: number;
  readonly engine: string;
  readonly script: string;
  readonly agreement: Agreement;
  readonly p50: number;
  readonly p95: number;
  readonly processorP95: number;
  readonly asked: number;
}

/** Compares answers first, then times; one size of registry after the other. */
export async function measureSearch(
  registry: BenchRegistry,
  corpus: Corpus,
  options: { allPeers: boolean; say: (line: string) => void },
): Promise<SearchFigures[]> {
  const records = searchTextsOf([...corpus.bundled, ...corpus.synthetic(registry.size)]);
  const sample = registry.size > smallEnoughForAll ? everyNth(records, sampleEvery) : everyNth(records, 1);
  const truth = new Truth(sample.records);
  const services = await openBenchRegistry(registry.directory);
  const figures: SearchFigures[] = [];
  const wanted = peers.filter(
    (peer) => options.allPeers || registry.size <= smallEnoughForAll || !onlySmall.has(peer.name),
  );
  for (const create of [() => ours(services, records), ...wanted.map((peer) => () => peer.create(records))]) {
    const engine = create();
    for (const script of scripts) {
      const questions = questionsIn(script, corpus.vocabulary, questionsPerScript, `size ${registry.size}`);
      const find = (question: string) => sample.only(engine.find(question));
      const one = fastest(1, () => engine.ask(questions[0] ?? '')).processor;
      const affordable = Math.floor(scriptMilliseconds / ((rounds + 1) * one));
      const isSlow = affordable < questions.length;
      const compared = isSlow ? questions.slice(0, Math.max(fewestQuestions, affordable)) : questions;
      const agreement = compareWithTruth(truth, compared, find);
      const times = compared.map((question) => fastest(isSlow ? 1 : rounds, () => engine.ask(question)));
      figures.push({
        ...summary(times),
        size: registry.size,
        engine: engine.name,
        script: script.name,
        agreement,
      });
      options.say(describe(engine, script, figures.at(-1)));
    }
    engine.close();
  }
  services.close();
  return figures;
}

function summary(times: readonly Sample[]) {
  const wall = times.map((time) => time.wall);
  return {
    p50: percentile(wall, 0.5),
    p95: percentile(wall, 0.95),
    processorP95: percentile(
      times.map((time) => time.processor),
      0.95,
    ),
    asked: times.length,
  };
}

function describe(engine: SearchEngine, script: Script, figures: SearchFigures | undefined): string {
  return `${engine.name}, ${script.name}: recall ${figures ? recallOf(figures.agreement) : ''}, p95 ${figure(figures?.p95 ?? 0)} ms`;
}

/** Every nth record, and the places of the whole corpus put in terms of them. */
function everyNth(records: readonly SearchableRecord[], n: number) {
  return {
    records: records.filter((_, index) => index % n === 0),
    only: (found: Set<number>) =>
      new Set([...found].filter((index) => index % n === 0).map((index) => index / n)),
  };
}

export function recallOf({ wanted, found }: Agreement): string {
  // Rounded down: 1.0000 is said of a full one only.
  return (Math.floor((found / Math.max(wanted, 1)) * 10_000) / 10_000).toFixed(4);
}

export function searchTable(figures: readonly SearchFigures[]): string {
  return formatTable(
    [
      'Records',
      'Script',
      'Search',
      'Recall',
      'Beyond truth',
      'Questions',
      'p50 ms',
      'p95 ms',
      'p95 processor ms',
    ],
    figures.map(({ size, script, engine, agreement, asked, p50, p95, processorP95 }) => [
      size.toLocaleString('en'),
      script,
      engine,
      recallOf(agreement),
      agreement.extra.toLocaleString('en'),
      String(asked),
      figure(p50),
      figure(p95),
      figure(processorP95),
    ]),
  );
}
