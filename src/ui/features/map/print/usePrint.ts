import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone, notifyError } from '../../../components/notify.tsx';
import { saveFile } from '../../../host/saveFile.ts';
import { useFormat } from '../../../i18n/format.ts';
import type { MapScene } from '../engine/mapEngine.ts';
import { useFacetLabels } from '../filters/useFacetLabels.ts';
import { facets, type MapFilters } from '../model/mapFilters.ts';
import type { MapData } from '../model/useMapData.ts';
import type { ViewStore } from '../stage/viewStore.ts';
import { printMap } from './printMap.ts';

/** Saves what the map shows as a PNG file; `isBusy` while it is drawn. */
export function usePrint(data: MapData, filters: MapFilters, scene: MapScene, views: ViewStore) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const labels = useFacetLabels(data);
  const [isBusy, setBusy] = useState(false);

  const print = useCallback(async () => {
    const view = views.get();
    if (!view || view.size.width === 0) return;
    setBusy(true);
    try {
      const today = localDay(new Date());
      const chosen = facets.flatMap((facet) => {
        const values = filters.facets[facet].map((value) => labels(facet, value).text);
        return values.length > 0 ? [`${t(`facet.${facet}`)}: ${format.list(values)}`] : [];
      });
      const hasCountryOnly = scene.spots.some((spot) => spot.look.isCountryOnly);
      const png = await printMap({
        scene,
        view,
        language: format.language,
        texts: {
          title: t('print.title'),
          filters: chosen.join('   '),
          asOf: t('print.asOf', { date: format.shortDate(today) }),
          attribution: t('print.attribution'),
          kinds: filters.kinds.map((kind) => ({ kind, name: format.kindName(kind, true) })),
          arcs: scene.arcs.length > 0 ? t('legend.arcs') : null,
          disc: t('legend.disc'),
          number: t('legend.number'),
          countryOnly: hasCountryOnly ? t('legend.countryOnly') : null,
          distance: (kilometres) => t('scale', { distance: format.number(kilometres) }),
        },
      });
      const fileName = `${t('print.fileName')}-${today}.png`;
      if (await saveFile({ fileName, mediaType: 'image/png', data: png }))
        notifyDone(t('print.done', { fileName }));
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  }, [views, filters, scene, labels, format, t]);

  return { print, isBusy };
}

/** The reader's calendar day as an ISO date. */
function localDay(moment: Date): string {
  const month = String(moment.getMonth() + 1).padStart(2, '0');
  const day = String(moment.getDate()).padStart(2, '0');
  return `${moment.getFullYear()}-${month}-${day}`;
}
