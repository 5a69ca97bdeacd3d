import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageText } from '../../../components/LanguageText.tsx';
import { useFormat } from '../../../i18n/format.ts';
import classes from '../map.module.css';
import type { MapKind } from '../model/mapKinds.ts';
import type { PlaceName } from '../model/names.ts';
import type { MapRow } from '../model/rows.ts';
import type { Spot } from '../model/spots.ts';
import { RecordFacts } from '../stage/StackContents.tsx';
import { KindSymbol } from '../symbols/KindSymbol.tsx';
import type { ColourScheme } from '../symbols/mapPalette.ts';

interface MapListProps {
  readonly rows: readonly MapRow[];
  readonly spots: readonly Spot[];
  readonly names: ReadonlyMap<string, PlaceName>;
  readonly scheme: ColourScheme;
  readonly selected: string | undefined;
  /** Spots the pointer is on, on the map. */
  readonly hovered: readonly number[];
  readonly onSelect: (id: string) => void;
  readonly onHover: (row: MapRow | null) => void;
  readonly onOpen: (id: string) => void;
}

interface Head {
  readonly kind: MapKind;
  readonly count: number;
}
interface Entry {
  readonly row: MapRow;
  readonly at: number;
}
type Item = Head | Entry;

const page = 8;
/** Heights of a head and of a row with a name of one line, in pixels; what is in the document is measured. */
const headHeight = 31;
const rowHeight = 57;

/**
 * The records of the map as a list box: arrows choose and the map follows, Enter opens the record. Only the rows in
 * sight are in the document.
 */
export function MapList(props: MapListProps) {
  const { rows, spots, names, scheme, selected, hovered, onSelect, onHover, onOpen } = props;
  const { t } = useTranslation('map');
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const items = useMemo(() => withHeads(rows), [rows]);
  const chosenItem = items.findIndex((item) => !isHead(item) && item.row.id === selected);
  const chosenEntry = items[chosenItem];
  const chosen = chosenEntry === undefined || isHead(chosenEntry) ? -1 : chosenEntry.at;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isHead(items[index]) ? headHeight : rowHeight),
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : isHead(item) ? `kind ${item.kind}` : item.row.id;
    },
    overscan: 6,
    // The chosen row is drawn wherever the reader scrolls: assistive technology is told of it as the active one.
    rangeExtractor: (range) => {
      const drawn = new Set(defaultRangeExtractor(range));
      if (chosenItem >= 0) drawn.add(chosenItem);
      return [...drawn].sort((a, b) => a - b);
    },
  });

  const chosenElement = `${prefix}-${selected}`;
  // By the document: the virtualizer's own scrolling to a row gives up when rows are measured on the way.
  useLayoutEffect(() => {
    if (chosenItem >= 0) document.getElementById(chosenElement)?.scrollIntoView({ block: 'nearest' });
  }, [chosenItem, chosenElement]);

  const moveTo = (at: number): void => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, at))];
    if (row) onSelect(row.id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => moveTo(chosen + 1),
      ArrowUp: () => moveTo(chosen < 0 ? rows.length - 1 : chosen - 1),
      PageDown: () => moveTo(chosen + page),
      PageUp: () => moveTo(chosen - page),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      Enter: () => {
        if (chosen >= 0 && selected !== undefined) onOpen(selected);
      },
    };
    const act = steps[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div
      ref={scroller}
      className={classes.list}
      role="listbox"
      tabIndex={0}
      aria-label={t('list.title')}
      aria-activedescendant={chosenItem >= 0 ? chosenElement : undefined}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onHover(null)}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {virtual.getVirtualItems().map((place) => {
          const item = items[place.index];
          if (item === undefined) return null;
          const position = { transform: `translateY(${place.start}px)` };
          if (isHead(item))
            return (
              <div
                key={place.key}
                ref={virtual.measureElement}
                data-index={place.index}
                className={classes.listHead}
                style={position}
                role="presentation"
              >
                {format.kindName(item.kind, true)}
                <span className={classes.legendCount}>{format.number(item.count)}</span>
              </div>
            );
          const { row, at } = item;
          return (
            <div
              key={place.key}
              id={`${prefix}-${row.id}`}
              ref={virtual.measureElement}
              data-index={place.index}
              className={classes.listRow}
              data-hovered={row.spots.some((spot) => hovered.includes(spot)) || undefined}
              style={position}
              role="option"
              aria-selected={row.id === selected}
              aria-setsize={rows.length}
              aria-posinset={at + 1}
              tabIndex={-1}
              onPointerEnter={() => onHover(row)}
              onClick={() => onSelect(row.id)}
              onDoubleClick={() => onOpen(row.id)}
              onKeyDown={() => undefined}
            >
              <KindSymbol kind={row.kind} scheme={scheme} size={16} />
              <div className={classes.listText}>
                <div className={classes.listName}>
                  <LanguageText value={row.label} fallback={format.kindName(row.kind)} />
                </div>
                <span className="musubi-hidden">{format.kindName(row.kind)}</span>
                <RowFacts row={row} spots={spots} names={names} />
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface RowFactsProps {
  readonly row: MapRow;
  readonly spots: readonly Spot[];
  readonly names: ReadonlyMap<string, PlaceName>;
}

/** Where it is (a city: in which country), its year and its stage. */
function RowFacts({ row, spots, names }: RowFactsProps) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const placeIds = row.spots.flatMap((index) => {
    const spot = spots[index];
    if (!spot) return [];
    return spot.placeId === row.id
      ? (spot.features.find(({ id }) => id === row.id)?.countries ?? [])
      : [spot.placeId];
  });
  const places = placeIds.map((id) => format.plain(names.get(id)?.label)).filter((name) => name !== '');
  const [first = ''] = places;
  const lead = places.length > 1 ? t('list.places', { first, count: places.length - 1 }) : first;
  return <RecordFacts kind={row.kind} year={row.fiscalYear} stage={row.stage} lead={lead} />;
}

function withHeads(rows: readonly MapRow[]): Item[] {
  const counts = new Map<MapKind, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return rows.flatMap((row, at): Item[] => {
    const isFirst = rows[at - 1]?.kind !== row.kind;
    const own = { row, at };
    return isFirst ? [{ kind: row.kind, count: counts.get(row.kind) ?? 0 }, own] : [own];
  });
}

function isHead(item: Item | undefined): item is Head {
  return item !== undefined && 'count' in item;
}
