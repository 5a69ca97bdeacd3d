import {
  IconBuildingBank,
  IconDeviceLaptop,
  IconUsers,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Visibility } from '#core/kinds/choices.ts';
import { Chip } from './Chip.tsx';

const icons: Readonly<Record<Visibility, TablerIcon>> = {
  public: IconWorld,
  member: IconUsers,
  government: IconBuildingBank,
  private: IconDeviceLaptop,
};

/** Who may see a record, as a quiet chip. */
export function VisibilityMark({ value }: { readonly value: Visibility }) {
  const { t } = useTranslation();
  const Icon = icons[value];
  return (
    <Chip icon={<Icon size={16} stroke={1.6} aria-hidden="true" />} hint={t(`visibility.about.${value}`)}>
      {t(`visibility.${value}`)}
    </Chip>
  );
}
