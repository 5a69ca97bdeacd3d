import { useTranslation } from 'react-i18next';
import type { MatchPart } from '#contract/matchingSchemas.ts';
import { pointsOf, segmentsOf, takenAway } from '../model/points.ts';
import { ScoreBar } from './ScoreBar.tsx';

/** The bar of a match between an organisation and what is wanted. */
export function MatchBar({ score, parts }: { readonly score: number; readonly parts: readonly MatchPart[] }) {
  const { t } = useTranslation('match');
  const segments = segmentsOf(parts, score).map((segment) => ({
    ...segment,
    name: t(`feature.${segment.key as MatchPart['feature']}`),
  }));
  return <ScoreBar points={pointsOf(score)} segments={segments} taken={takenAway(parts)} />;
}
