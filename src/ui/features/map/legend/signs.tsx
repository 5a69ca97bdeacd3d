import classes from '../map.module.css';
import { KindSymbol } from '../symbols/KindSymbol.tsx';
import { type ColourScheme, paletteOf } from '../symbols/mapPalette.ts';

/** Signs of the legend that stand for no kind; words beside them say what they mean. */

export function ArcSign({ scheme }: { readonly scheme: ColourScheme }) {
  return (
    <svg width={18} height={14} viewBox="0 0 18 14" aria-hidden="true" focusable="false">
      <path d="M1 12Q9 -4 17 12" fill="none" stroke={paletteOf(scheme).arc} strokeWidth={1.8} />
    </svg>
  );
}

export function DiscSign() {
  return (
    <span className={classes.discSign} aria-hidden="true">
      9
    </span>
  );
}

interface PlateSignProps {
  readonly scheme: ColourScheme;
  readonly figure: string;
  readonly isBroken?: boolean;
}

export function PlateSign({ scheme, figure, isBroken = false }: PlateSignProps) {
  return (
    <span className={classes.plateSign} data-broken={isBroken || undefined} aria-hidden="true">
      <KindSymbol kind="study" scheme={scheme} size={10} />
      {figure}
    </span>
  );
}
