import { useTranslation } from 'react-i18next';
import type { MouRow } from '#contract/domainSchemas.ts';
import { Chip, type ChipTone } from '#ui/components/Chip.tsx';

type Standing = MouRow['standing'];

const tones: Readonly<Record<Standing, ChipTone>> = {
  planned: 'accent',
  'in-force': 'success',
  expiring: 'warning',
  expired: 'danger',
  superseded: 'plain',
  unknown: 'plain',
};

/** Whether a memorandum binds today, which its recorded state alone does not tell. */
export function StandingChip({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation('domain');
  return (
    <Chip
      tone={tones[standing]}
      hollow={standing === 'unknown' || standing === 'superseded'}
      hint={t(`standingHelp.${standing}`)}
    >
      {t(`standing.${standing}`)}
    </Chip>
  );
}
