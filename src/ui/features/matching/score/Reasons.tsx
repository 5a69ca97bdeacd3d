import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchPart } from '#contract/matchingSchemas.ts';
import type { Because } from '#core/matching/index.ts';
import { type Format, useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { byLevel, type ConceptReason, coverageOf, coveredFrom } from '../model/elements.ts';
import { NameLink, usePlainName } from '../shared/names.tsx';
import { EvidenceLinks } from './EvidenceLinks.tsx';
import { SharedWords } from './SharedWords.tsx';
import classes from './score.module.css';

type Reason = Exclude<Because, { code: 'concept' | 'term' | 'otherTerms' }>;

/** Why one part of a score has its value, in words, with the records that show it. */
export function Reasons({ part }: { readonly part: MatchPart }) {
  const concepts = part.because.filter((reason) => reason.code === 'concept');
  const others = part.because.filter(
    (reason): reason is Reason =>
      reason.code !== 'concept' && reason.code !== 'term' && reason.code !== 'otherTerms',
  );
  return (
    <ul className={classes.reasons}>
      {byLevel(concepts).map((reason) => (
        <Concept key={reason.conceptId} reason={reason} />
      ))}
      <SharedWords because={part.because} />
      {others.map((reason, index) => (
        // The order of the reasons of a part is fixed, and two of one code may be alike.
        <OtherReason key={`${reason.code} ${String(index)}`} reason={reason} />
      ))}
    </ul>
  );
}

function Concept({ reason }: { readonly reason: ConceptReason }) {
  const { t } = useTranslation('match');
  const plain = usePlainName();
  const covered = coverageOf(reason) >= coveredFrom;
  const near = reason.matchedConceptId !== undefined && reason.matchedConceptId !== reason.conceptId;
  const sentence =
    reason.matchedConceptId === undefined
      ? t('why.concept.none', { concept: plain(reason.conceptId) })
      : near
        ? t('why.concept.near', {
            concept: plain(reason.conceptId),
            matched: plain(reason.matchedConceptId),
          })
        : t('why.concept.exact', { concept: plain(reason.conceptId) });
  return (
    <li className={classes.reason} data-gap={!covered || undefined}>
      <p className={shared.sentence}>
        <span className={shared.levelName}>{t(`level.${reason.level}`)}</span>
        {sentence}
        {reason.matchedConceptId === undefined ? null : (
          <span className={shared.numbers}>
            {t('why.strength', { percent: Math.round(reason.strength * 100) })}
            {near && reason.similarity < 1
              ? ` · ${t('why.near', { percent: Math.round(reason.similarity * 100) })}`
              : ''}
          </span>
        )}
      </p>
      <EvidenceLinks evidence={reason.evidence} claims={reason.claims} />
    </li>
  );
}

function OtherReason({ reason }: { readonly reason: Reason }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const record = 'record' in reason ? reason.record : undefined;
  const gap = 'value' in reason && reason.value <= 0;
  return (
    <li className={classes.reason} data-gap={gap || undefined}>
      <p className={shared.sentence}>{sentenceOf(reason, t, format)}</p>
      {record ? (
        <ul className={classes.evidence}>
          <li>
            <NameLink id={record.id} kind={record.kind} icon />
          </li>
        </ul>
      ) : null}
      {reason.code === 'outcome' ? <EvidenceLinks evidence={reason.evidence} /> : null}
    </li>
  );
}

function sentenceOf(reason: Reason, t: TFunction<'match'>, format: Format): ReactNode {
  const percent = (value: number) => Math.round(value * 100);
  switch (reason.code) {
    case 'textMissing':
      return t(`why.textMissing.${reason.reason}`);
    case 'textItem':
      return t('why.textItem', { percent: percent(reason.cosine) });
    case 'place':
      return t(`why.place.${reason.closeness ?? 'none'}`);
    case 'placeUnknown':
      return t('why.placeUnknown');
    case 'outcome':
      return t(reason.evidence.length > 0 ? 'why.outcome.some' : 'why.outcome.none');
    case 'mou': {
      if (!reason.record) return t('why.mou.none');
      if (reason.validUntil === undefined) return t('why.mou.some');
      const date = format.shortDate(reason.validUntil);
      return reason.endAssumed ? t('why.mou.assumedEnd', { date }) : t('why.mou.until', { date });
    }
    case 'language':
      if (reason.assumed) return t('why.language.unknown');
      return t(
        reason.value >= 1
          ? 'why.language.local'
          : reason.value > 0
            ? 'why.language.english'
            : 'why.language.none',
      );
    case 'role':
      return reason.assumed ? t('why.role.unknown') : t('why.role.known', { percent: percent(reason.value) });
    case 'scale':
      return reason.assumed
        ? t('why.scale.unknown')
        : t('why.scale.known', { percent: percent(reason.value) });
    case 'takenFrom':
      return reason.feature === 'technologyFit' || reason.feature === 'challengeFit'
        ? t(`why.takenFrom.${reason.feature}`)
        : t('why.takenFrom.other');
    case 'nothingStated':
      return t('why.nothingStated');
    case 'wishes':
      return t('why.wishes', { backward: percent(reason.backward) });
  }
}
