import { IconListSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KindIcon } from '../../components/KindIcon.tsx';
import { useFormat } from '../../i18n/format.ts';
import { HitLines } from '../search/HitLines.tsx';
import classes from './palette.module.css';
import type { PaletteItem } from './usePaletteItems.ts';

interface PaletteOptionProps {
  readonly id: string;
  readonly place: number;
  readonly item: PaletteItem;
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

export function PaletteOption({ id, place, item, active, onPoint, onChoose }: PaletteOptionProps) {
  return (
    // The focus stays in the field above, which names this option as its active descendant.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={classes.option}
      data-place={place}
      data-active={active || undefined}
      onPointerMove={active ? undefined : onPoint}
      onClick={onChoose}
      onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && onChoose()}
    >
      <OptionContent item={item} />
    </div>
  );
}

function OptionContent({ item }: { readonly item: PaletteItem }) {
  const { t } = useTranslation('palette');
  const format = useFormat();
  if (item.type === 'hit') {
    return (
      <>
        <KindIcon kind={item.hit.kind} />
        <HitLines hit={item.hit} />
        <span className={classes.kindName}>{format.kindName(item.hit.kind)}</span>
      </>
    );
  }
  if (item.type === 'all') {
    return (
      <>
        <IconListSearch size={18} stroke={1.6} aria-hidden="true" />
        <span>{t('showAll', { count: item.total, formatted: format.number(item.total) })}</span>
      </>
    );
  }
  const Icon = item.command.icon;
  return (
    <>
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <span>{item.command.name}</span>
    </>
  );
}
