import { Button, Checkbox } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import classes from '../map.module.css';
import { type MapKind, mapKinds } from '../model/mapKinds.ts';
import { KindSymbol } from '../symbols/KindSymbol.tsx';
import type { ColourScheme } from '../symbols/mapPalette.ts';
import { ArcSign, DiscSign, PlateSign } from './signs.tsx';

interface MapLegendProps {
  readonly kinds: readonly MapKind[];
  readonly counts: ReadonlyMap<MapKind, number>;
  readonly arcs: boolean;
  readonly organisations: number;
  readonly hasCountryOnly: boolean;
  readonly scheme: ColourScheme;
  readonly onToggleKind: (kind: MapKind) => void;
  readonly onToggleArcs: () => void;
}

/**
 * What the signs mean, in a strip under the map where it hides nothing. A button opens all layers, to switch them on
 * and off.
 */
export function MapLegend(props: MapLegendProps) {
  const { kinds, arcs, hasCountryOnly, scheme } = props;
  const { t } = useTranslation('map');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const panel = useId();
  return (
    <section className={classes.legend} aria-label={t('legend.title')}>
      {isOpen ? (
        <div id={panel} className={classes.layers}>
          <Layers {...props} />
        </div>
      ) : null}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconStack2 size={16} aria-hidden="true" />}
        aria-expanded={isOpen}
        aria-controls={isOpen ? panel : undefined}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
        }}
      >
        {t('legend.layers')}
      </Button>
      <ul className={classes.legendSigns}>
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
        <li className={classes.legendRow}>
          <DiscSign />
          {t('legend.disc')}
        </li>
        <li className={classes.legendRow}>
          <PlateSign scheme={scheme} figure="3" />
          {t('legend.number')}
        </li>
        {hasCountryOnly ? (
          <li className={classes.legendRow}>
            <PlateSign scheme={scheme} figure="" isBroken />
            {t('legend.countryOnly')}
          </li>
        ) : null}
      </ul>
    </section>
  );
}

function Layers({ kinds, counts, arcs, organisations, scheme, onToggleKind, onToggleArcs }: MapLegendProps) {
  const { t } = useTranslation('map');
  const format = useFormat();
  return (
    <>
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
    </>
  );
}
