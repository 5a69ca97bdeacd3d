import { IconRosetteDiscountCheck, IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TeamProposalRow } from '#contract/matchingSchemas.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { useFormat } from '#ui/i18n/format.ts';

interface CertificateProps {
  readonly team: TeamProposalRow;
  /** Best among the teams that differ clearly from those before it. */
  readonly alternative: boolean;
  /** Some elements are offered by nobody: a proof is about the others. */
  readonly partial: boolean;
}

/** How good the team is known to be: proven best, or how far from the best at most. */
export function Certificate({ team, alternative, partial }: CertificateProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  if (alternative) return <Chip>{t('team.alternative')}</Chip>;
  if (team.optimal) {
    return (
      <Chip
        tone="success"
        icon={<IconRosetteDiscountCheck size={16} aria-hidden="true" />}
        hint={t(partial ? 'team.optimalRestHint' : 'team.optimalHint')}
      >
        {t(partial ? 'team.optimalRest' : 'team.optimal')}
      </Chip>
    );
  }
  return (
    <Chip icon={<IconTargetArrow size={16} aria-hidden="true" />} hint={t('team.withinHint')}>
      {t('team.within', { percent: format.number(team.withinPercent, { maximumFractionDigits: 1 }) })}
    </Chip>
  );
}
