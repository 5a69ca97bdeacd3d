import { useCallback } from 'react';
import { useFormat } from '../../../i18n/format.ts';
import type { Facet } from '../model/mapFilters.ts';
import { mapKinds, stageFieldOf } from '../model/mapKinds.ts';
import type { MapData } from '../model/useMapData.ts';

export interface FacetLabel {
  readonly text: string;
  /** Set where the text is not in the screen's language. */
  readonly lang: string | undefined;
}

/** Words for the values of facets. */
export function useFacetLabels(data: MapData): (facet: Facet, value: string) => FacetLabel {
  const format = useFormat();
  const { features, names, concepts } = data;
  return useCallback(
    (facet, value) => {
      if (facet === 'fiscalYear') return { text: format.fiscalYear(Number(value)), lang: undefined };
      if (facet === 'stage') {
        // The same word may be a stage of several kinds; the first kind that has it lends its label.
        const kind = mapKinds.find((each) =>
          features.some((feature) => feature.kind === each && feature.stage === value),
        );
        const field = kind === undefined ? undefined : stageFieldOf(kind);
        const text = kind === undefined || field === undefined ? value : format.choice(kind, field, value);
        return { text, lang: undefined };
      }
      const map = facet === 'country' ? names.get(value)?.label : concepts[value]?.label;
      const chosen = format.text(map);
      if (!chosen) return { text: value, lang: undefined };
      return { text: chosen.text, lang: chosen.lang === format.language ? undefined : chosen.lang };
    },
    [format, features, names, concepts],
  );
}
