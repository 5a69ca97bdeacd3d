/// <reference types="vite/client" />

import type { BaseMap } from '#core/geo/baseMap.ts';
import bordersUrl from '#resources/basemap/borders.geojson?url';
import countriesUrl from '#resources/basemap/countries.geojson?url';
import landUrl from '#resources/basemap/land.geojson?url';

let loading: Promise<BaseMap> | undefined;

/** The offline base map, read from the application's own files once. A failed reading is tried again by the next caller. */
export function loadBaseMap(): Promise<BaseMap> {
  loading ??= readBaseMap().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function readBaseMap(): Promise<BaseMap> {
  const [land, borders, countries] = await Promise.all([
    readJson<BaseMap['land']>(landUrl),
    readJson<BaseMap['borders']>(bordersUrl),
    readJson<BaseMap['countries']>(countriesUrl),
  ]);
  return { land, borders, countries };
}

async function readJson<Collection>(url: string): Promise<Collection> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The base map file ${url} answered ${response.status}`);
  return (await response.json()) as Collection;
}
