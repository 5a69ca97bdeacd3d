import { Button, Switch, useComputedColorScheme } from '@mantine/core';
import { IconPhotoDown } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/Page.tsx';
import { useSettings } from '../../host/useSettings.ts';
import { useFormat } from '../../i18n/format.ts';
import { MapFilterBar } from './filters/MapFilterBar.tsx';
import { MapSide } from './list/MapSide.tsx';
import classes from './map.module.css';
import type { MapData } from './model/useMapData.ts';
import { useMapContents } from './model/useMapScene.ts';
import { usePrint } from './print/usePrint.ts';
import { MapStage } from './stage/MapStage.tsx';
import { createViewStore } from './stage/viewStore.ts';
import { useMapSearch } from './useMapSearch.ts';
import { useMapSelection } from './useMapSelection.ts';

/** The window as it was left, for coming back to the map. */
const views = createViewStore();

/** Filters above, list and map side by side and in step. */
export function MapView({ data }: { readonly data: MapData }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const scheme = useComputedColorScheme('light');
  const { settings } = useSettings();
  const [filters, setFilters] = useMapSearch();
  const contents = useMapContents(data, filters);
  const selection = useMapSelection(contents, filters, setFilters);
  const { print, isBusy } = usePrint(data, filters, contents.scene, views);
  const token = settings?.onlineMap ? settings.mapboxToken.trim() : '';
  const online = useMemo(() => (token === '' ? null : { token }), [token]);
  const [hoveredOnMap, setHoveredOnMap] = useState<readonly number[]>([]);
  const setInView = useCallback(
    (inView: boolean) => setFilters({ ...filters, inView }),
    [filters, setFilters],
  );

  return (
    <Page
      title={t('title')}
      fill
      actions={
        <Button
          variant="default"
          leftSection={<IconPhotoDown size={18} aria-hidden="true" />}
          loading={isBusy}
          onClick={() => void print()}
        >
          {t('print.button')}
        </Button>
      }
    >
      <div className={classes.map}>
        <MapFilterBar data={data} filters={filters} scheme={scheme} onChange={setFilters} />
        <div className={classes.sides}>
          <MapSide
            data={data}
            contents={contents}
            filters={filters}
            scheme={scheme}
            views={views}
            selection={selection}
            hoveredOnMap={hoveredOnMap}
            onFilters={setFilters}
            switchInView={
              <Switch
                size="xs"
                checked={filters.inView}
                label={t('list.inView')}
                onChange={(event) => setInView(event.currentTarget.checked)}
              />
            }
          />
          {settings === undefined ? null : (
            <MapStage
              data={data}
              contents={contents}
              filters={filters}
              scheme={scheme}
              language={format.language}
              online={online}
              views={views}
              selection={selection}
              onFilters={setFilters}
              onHover={setHoveredOnMap}
            />
          )}
        </div>
      </div>
    </Page>
  );
}
