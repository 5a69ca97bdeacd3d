import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../../components/Chip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import classes from '../map.module.css';
import {
  countFacet,
  countKinds,
  type Facet,
  facets,
  hasFacetFilter,
  type MapFilters,
  withFacet,
  withoutFacets,
} from '../model/mapFilters.ts';
import { isMapKind, mapKinds } from '../model/mapKinds.ts';
import type { MapData } from '../model/useMapData.ts';
import { KindSymbol } from '../symbols/KindSymbol.tsx';
import type { ColourScheme } from '../symbols/mapPalette.ts';
import { FacetPicker } from './FacetPicker.tsx';
import { useFacetLabels } from './useFacetLabels.ts';

interface MapFilterBarProps {
  readonly data: MapData;
  readonly filters: MapFilters;
  readonly scheme: ColourScheme;
  readonly onChange: (filters: MapFilters) => void;
}

/** Kinds, country, sector, challenge, fiscal year and stage; what is chosen stands as chips that can be taken off. */
export function MapFilterBar({ data, filters, scheme, onChange }: MapFilterBarProps) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const labels = useFacetLabels(data);
  const kindCounts = countKinds(data.features, filters);
  return (
    <search className={classes.filters} aria-label={t('filter.title')}>
      <FacetPicker
        name={t('facet.kind')}
        chosen={filters.kinds}
        options={mapKinds.map((kind) => ({
          value: kind,
          label: format.kindName(kind, true),
          count: kindCounts.get(kind) ?? 0,
          icon: <KindSymbol kind={kind} scheme={scheme} />,
        }))}
        onChange={(kinds) => onChange({ ...filters, kinds: kinds.filter(isMapKind) })}
      />
      {facets.map((facet) => (
        <FacetPicker
          key={facet}
          name={t(`facet.${facet}`)}
          chosen={filters.facets[facet]}
          options={optionsOf(facet)}
          onChange={(values) => onChange(withFacet(filters, facet, values))}
        />
      ))}
      {facets.flatMap((facet) =>
        filters.facets[facet].map((value) => {
          const { text, lang } = labels(facet, value);
          const name = `${t(`facet.${facet}`)}: ${text}`;
          const rest = filters.facets[facet].filter((other) => other !== value);
          return (
            <Chip
              key={`${facet} ${value}`}
              name={name}
              onRemove={() => onChange(withFacet(filters, facet, rest))}
            >
              {t(`facet.${facet}`)}: <span lang={lang}>{text}</span>
            </Chip>
          );
        }),
      )}
      {hasFacetFilter(filters) ? (
        <Button variant="subtle" size="compact-xs" onClick={() => onChange(withoutFacets(filters))}>
          {t('filter.clear')}
        </Button>
      ) : null}
    </search>
  );

  function optionsOf(facet: Facet) {
    const counts = countFacet(data.features, filters, facet);
    for (const value of filters.facets[facet]) if (!counts.has(value)) counts.set(value, 0);
    const options = [...counts].map(([value, count]) => {
      const { text, lang } = labels(facet, value);
      return { value, label: text, lang, count };
    });
    return facet === 'fiscalYear'
      ? options.sort((a, b) => Number(b.value) - Number(a.value))
      : options.sort((a, b) => b.count - a.count || format.compare(a.label, b.label));
  }
}
