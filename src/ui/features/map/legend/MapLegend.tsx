import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import classes from '../map.module.css';
import { type MapKind, mapKinds } from '../model/mapKinds.ts';
import { KindSymbol } from '../symbols/KindSymbol.tsx';
import { type ColourScheme, paletteOf } from '../symbols/mapPalette.ts';

interface MapLegendProps {
  readonly kinds: readonly MapKind[];
  readonly counts: ReadonlyMap<MapKind, number>;
  readonly arcs: boolean;
  readonly organisations: number;
  readonly hasCountryOnly: boolean;
  readonly scheme: ColourScheme;
  readonly startsOpen: boolean;
  readonly onToggleKind: (kind: MapKind) => void;
  readonly onToggleArcs: () => void;
}

/** What the signs mean. Closed, it explains what is shown; open, it also switches every layer on and off. */
export function MapLegend(props: MapLegendProps) {
  const { kinds, counts, arcs, organisations, hasCountryOnly, scheme, onToggleKind, onToggleArcs } = props;
  const { t } = useTranslation('map');
  const format = useFormat();
  const [isOpen, setOpen] = useState(props.startsOpen);
  const contents = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronUp;
  return (
    <section className={classes.legend} aria-label={t('legend.title')}>
      <UnstyledButton
        className={classes.legendHead}
        aria-expanded={isOpen}
        aria-controls={contents}
        onClick={() => setOpen(!isOpen)}
      >
        <span>{t('legend.title')}</span>
        <Chevron size={16} aria-hidden="true" />
      </UnstyledButton>
      <div id={contents}>
        {isOpen ? (
          <div className={classes.legendLayers}>
            {mapKinds.map((kind) => (
              <Checkbox
                key={kind}
                size="xs"
                checked={kinds.includes(kind)}
                onChange={() => onToggleKind(kind)}
                label={
                  <span className={classes.legendRow}>
                    <KindSymbol kind={kind} scheme={scheme} />
                    <span>{format.kindName(kind, true)}</span>
                    <span className={classes.legendCount}>{format.number(counts.get(kind) ?? 0)}</span>
                  </span>
                }
              />
            ))}
            <Checkbox
              size="xs"
              checked={arcs}
              onChange={onToggleArcs}
              label={
                <span className={classes.legendRow}>
                  <ArcSign scheme={scheme} />
                  <span>{t('legend.arcs')}</span>
                  <span className={classes.legendCount}>{format.number(organisations)}</span>
                </span>
              }
            />
          </div>
        ) : (
          <ul className={classes.legendShort}>
            {kinds.map((kind) => (
              <li key={kind} className={classes.legendRow}>
                <KindSymbol kind={kind} scheme={scheme} />
                {format.kindName(kind, true)}
              </li>
            ))}
            {arcs ? (
              <li className={classes.legendRow}>
                <ArcSign scheme={scheme} />
                {t('legend.arcs')}
              </li>
            ) : null}
          </ul>
        )}
        <ul className={classes.legendHelp}>
          <li className={classes.legendRow}>
            <span className={classes.discSign} aria-hidden="true">
              9
            </span>
            {t('legend.disc')}
          </li>
          {isOpen ? (
            <li className={classes.legendRow}>
              <span className={classes.plateSign} aria-hidden="true">
                <KindSymbol kind="study" scheme={scheme} size={10} />3
              </span>
              {t('legend.number')}
            </li>
          ) : null}
          {hasCountryOnly ? (
            <li className={classes.legendRow}>
              <span className={classes.plateSign} data-broken aria-hidden="true">
                <KindSymbol kind="mou" scheme={scheme} size={10} />
              </span>
              {t('legend.countryOnly')}
            </li>
          ) : null}
        </ul>
      </div>
    </section>
  );
}

function ArcSign({ scheme }: { readonly scheme: ColourScheme }) {
  return (
    <svg width={18} height={14} viewBox="0 0 18 14" aria-hidden="true" focusable="false">
      <path d="M1 12Q9 -4 17 12" fill="none" stroke={paletteOf(scheme).arc} strokeWidth={1.8} />
    </svg>
  );
}
