import type { MapKind } from '../model/mapKinds.ts';
import { kindShapes, shapeBox } from './kindShapes.ts';
import { type ColourScheme, paletteOf, roleOf } from './mapPalette.ts';

interface KindSymbolProps {
  readonly kind: MapKind;
  readonly scheme: ColourScheme;
  /** Pixels. */
  readonly size?: number;
}

/** A kind's symbol beside words that name it, so it has no text of its own. */
export function KindSymbol({ kind, scheme, size = 14 }: KindSymbolProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${shapeBox} ${shapeBox}`}
      aria-hidden="true"
      focusable="false"
    >
      <path d={kindShapes[kind]} fill={paletteOf(scheme).roles[roleOf[kind]]} fillRule="evenodd" />
    </svg>
  );
}
