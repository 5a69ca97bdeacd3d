import type { Taxonomy } from '../concepts/taxonomy.ts';
import { dayText } from '../dates.ts';
import type { EvidenceItem } from '../profile/evidence.ts';
import type { Profile } from '../profile/profile.ts';
import type { Because, EvidenceRef, RecordRef, ScorePart } from '../results.ts';
import { type Feature, features, type MatchingSettings } from '../settings.ts';
import { capacityParts } from './capacity.ts';
import { evidenceShares, type FeatureValues } from './combine.ts';
import { type ConceptMatch, matchConcepts } from './concept-fit.ts';
import type { NeedQuery } from './need-query.ts';
import { matchMou, matchPlace } from './place.ts';
import type { RowScore } from './scorer.ts';

/** What explaining a row needs besides the numbers. */
export interface ExplainContext {
  readonly taxonomy: Taxonomy;
  readonly settings: MatchingSettings;
  readonly weights: FeatureValues;
  readonly countryLanguages: readonly string[];
}

/** A row explained: parts that add up, the records behind it, what is missing and what was assumed. */
export interface ExplainedRow {
  readonly parts: readonly ScorePart[];
  readonly evidence: readonly RecordRef[];
  readonly missing: readonly string[];
  readonly assumed: readonly string[];
}

/** Explains one row. `textBecause` says where the text part comes from. */
export function explainRow(
  query: NeedQuery,
  profile: Profile,
  row: RowScore,
  textBecause: readonly Because[],
  context: ExplainContext,
): ExplainedRow {
  const { taxonomy, settings } = context;
  const matches = matchConcepts(taxonomy, query.concepts, profile, 'total');
  const technologies = matches.filter((match) => match.wanted.technology);
  const challenges = matches.filter((match) => !match.wanted.technology);
  const reasons: Record<Feature, readonly Because[]> = {
    technologyFit: fitReasons(technologies, challenges, 'challengeFit', profile, taxonomy),
    challengeFit: fitReasons(challenges, technologies, 'technologyFit', profile, taxonomy),
    text: textBecause,
    evidence: evidenceReasons(query, profile, context),
    capacity: capacityParts(profile.organisation, context.countryLanguages, query.conditions, settings).map(
      (part) => ({ ...part, share: part.value / 3 }),
    ),
  };
  const parts: ScorePart[] = features.map((feature, index) => ({
    feature,
    value: row.values[index] ?? 0,
    weight: context.weights[index] ?? 0,
    contribution: row.contributions[index] ?? 0,
    because: reasons[feature],
  }));
  if (row.mutual !== undefined && row.backward !== undefined) {
    parts.push({
      feature: 'mutual',
      value: row.backward,
      weight: 0,
      contribution: row.mutual,
      because: [{ code: 'wishes', forward: row.score - row.mutual, backward: row.backward }],
    });
  }
  return {
    parts,
    evidence: collectRecords(parts),
    missing: matches
      .filter((match) => match.value < settings.team.coverThreshold)
      .map((match) => match.wanted.id),
    assumed: assumptions(query, row, parts, profile),
  };
}

function fitReasons(
  own: readonly ConceptMatch[],
  other: readonly ConceptMatch[],
  otherFeature: Feature,
  profile: Profile,
  taxonomy: Taxonomy,
): Because[] {
  if (own.length === 0 && other.length === 0) return [{ code: 'nothingStated' }];
  if (own.length === 0) return [{ code: 'takenFrom', feature: otherFeature }];
  const weights = own.reduce((sum, match) => sum + match.wanted.weight, 0);
  return [...own]
    .sort((a, b) => b.wanted.weight * b.value - a.wanted.weight * a.value)
    .map((match) => {
      const strength = profile.strengths.get(match.matched);
      const matchedId = taxonomy.at(match.matched)?.id;
      return {
        code: 'concept',
        conceptId: match.wanted.id,
        level: match.wanted.level,
        ...(matchedId === undefined ? {} : { matchedConceptId: matchedId }),
        similarity: match.similarity,
        strength: match.strength,
        share: (match.wanted.weight * match.value) / weights,
        evidence: evidenceRefs(strength?.items ?? [], profile.items),
        claims: (strength?.claims ?? []).map(({ kind, id }) => ({ kind, id })),
      };
    });
}

function evidenceRefs(indexes: readonly number[], items: readonly EvidenceItem[]): EvidenceRef[] {
  return indexes
    .flatMap((index) => {
      const item = items[index];
      return item ? [item] : [];
    })
    .sort((a, b) => b.strength - a.strength)
    .map((item) => ({
      kind: item.kind,
      id: item.id,
      level: item.level,
      ...(item.date === undefined ? {} : { date: item.date }),
      confirmed: item.confirmed,
      stalled: item.level === 'stalled',
      strength: item.strength,
    }));
}

function evidenceReasons(query: NeedQuery, profile: Profile, context: ExplainContext): Because[] {
  const { settings, taxonomy } = context;
  const hasPlace = query.countries.length > 0;
  const shares = evidenceShares(hasPlace, settings);
  const reasons: Because[] = [];
  if (hasPlace) {
    const place = matchPlace(profile, query.cities, query.countries, settings);
    reasons.push({
      code: 'place',
      ...(place.closeness === undefined ? {} : { closeness: place.closeness }),
      ...(place.presence ? { record: { kind: place.presence.kind, id: place.presence.id } } : {}),
      value: place.value,
      share: shares.place * place.value,
    });
  } else {
    reasons.push({ code: 'placeUnknown' });
  }
  const shown = matchConcepts(taxonomy, query.concepts, profile, 'shown');
  const weights = shown.reduce((sum, match) => sum + match.wanted.weight, 0);
  const value =
    weights > 0 ? shown.reduce((sum, match) => sum + match.wanted.weight * match.value, 0) / weights : 0;
  const indexes = shown.flatMap((match) => profile.strengths.get(match.matched)?.items ?? []);
  reasons.push({
    code: 'outcome',
    value,
    share: shares.outcome * value,
    evidence: evidenceRefs(
      [...new Set(indexes)].sort((a, b) => a - b),
      profile.items,
    ),
  });
  if (hasPlace) {
    const { value: near, mou } = matchMou(profile, query.cities, query.countries, settings);
    reasons.push({
      code: 'mou',
      ...(mou ? { record: { kind: 'mou' as const, id: mou.id } } : {}),
      ...(mou?.state.lastDay === undefined ? {} : { validUntil: dayText(mou.state.lastDay) }),
      ...(mou?.state.assumedEnd ? { endAssumed: true } : {}),
      value: near,
      share: shares.mou * near,
    });
  }
  return reasons;
}

/** The records that the parts point to, once each, in the order in which they come up. */
function collectRecords(parts: readonly ScorePart[]): RecordRef[] {
  const seen = new Map<string, RecordRef>();
  const add = (record: RecordRef | undefined): void => {
    if (record)
      seen.set(
        `${record.kind}\n${record.id}`,
        seen.get(`${record.kind}\n${record.id}`) ?? { kind: record.kind, id: record.id },
      );
  };
  for (const reason of parts.flatMap((part) => part.because)) {
    if (reason.code === 'concept' || reason.code === 'outcome') for (const item of reason.evidence) add(item);
    if (reason.code === 'place' || reason.code === 'mou' || reason.code === 'textItem') add(reason.record);
    if (reason.code === 'concept')
      for (const claim of reason.claims) if (claim.kind !== 'organisation') add(claim);
  }
  return [...seen.values()];
}

function assumptions(
  query: NeedQuery,
  row: RowScore,
  parts: readonly ScorePart[],
  profile: Profile,
): string[] {
  const codes = new Set<string>();
  if (row.textMissing) codes.add('textMissing');
  if (query.countries.length === 0) codes.add('placeUnknown');
  for (const reason of parts.flatMap((part) => part.because)) {
    if (reason.code === 'takenFrom')
      codes.add(reason.feature === 'technologyFit' ? 'noChallengeStated' : 'noTechnologyStated');
    if (reason.code === 'nothingStated') codes.add('nothingStated');
    if ((reason.code === 'language' || reason.code === 'role' || reason.code === 'scale') && reason.assumed)
      codes.add(`${reason.code}Unknown`);
    if (reason.code === 'mou' && reason.endAssumed) codes.add('mouEndAssumed');
  }
  if (profile.items.some((item) => item.date === undefined)) codes.add('evidenceUndated');
  return [...codes].sort();
}
