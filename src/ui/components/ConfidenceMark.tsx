import {
  IconCircleDashed,
  IconFileCertificate,
  IconUserCheck,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Confidence } from '#core/kinds/choices.ts';
import { Chip } from './Chip.tsx';

const icons: Readonly<Record<Confidence, TablerIcon>> = {
  document: IconFileCertificate,
  public: IconWorld,
  general: IconCircleDashed,
  own: IconUserCheck,
};

/** How sure a fact is, as a quiet chip; general knowledge is hollow, because it still wants a source. */
export function ConfidenceMark({ value }: { readonly value: Confidence | null | undefined }) {
  const { t } = useTranslation();
  if (!value) return null;
  const Icon = icons[value];
  return (
    <Chip
      icon={<Icon size={16} stroke={1.6} aria-hidden="true" />}
      hollow={value === 'general'}
      hint={t(`confidence.about.${value}`)}
    >
      {t(`confidence.${value}`)}
    </Chip>
  );
}
