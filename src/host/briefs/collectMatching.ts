import type { BriefMatching, BriefSubject } from '#core/briefs/briefInput.ts';
import { relatedOf } from '#core/briefs/briefWriter.ts';
import { openNeeds } from '#core/briefs/needTable.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import type { MatchingSource, NamedAnswer } from './matchingSource.ts';
import type { RecordLabel, RecordReader } from './recordReader.ts';

interface Asking {
  readonly matching: MatchingSource;
  readonly reader: RecordReader;
  readonly audience: Visibility;
  /** ISO day. */
  readonly asOf: string;
}

/**
 * Who fits the open needs of a subject, in the order in which the brief lists them; where a city stated none, who fits
 * what it probably wants. With the records that the scores rest on, and the names of everything in the answers.
 */
export function collectMatching({ record, related }: BriefSubject, asking: Asking) {
  const { matching, reader, audience, asOf } = asking;
  const needs = openNeeds(asOf, relatedOf(related, 'need'));
  const found: NamedAnswer[] =
    needs.length === 0 && record.kind === 'city'
      ? [matching.city(record.id, audience)]
      : needs.map(({ id }) => matching.need(id, audience));
  const evidence: Record<string, RegistryRecord> = {};
  for (const { id } of found.flatMap(({ answer }) => answer.items.flatMap((item) => item.evidence))) {
    const known = evidence[id] ?? reader.get(id, audience);
    if (known) evidence[id] = known;
  }
  const labels: Record<string, RecordLabel> = Object.assign({}, ...found.map((each) => each.labels));
  const answers = found.map(({ answer }) => answer);
  return { matching: { answers, evidence } satisfies BriefMatching, labels };
}
