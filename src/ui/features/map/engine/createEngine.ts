import type { EngineOptions } from './engineOptions.ts';
import type { MapEngine } from './mapEngine.ts';
import { createMapLibreEngine } from './maplibreEngine.ts';
import { createSvgEngine } from './svgEngine.ts';
import { hasWebgl } from './webgl.ts';

export type EngineName = 'offline' | 'online' | 'drawing';

/** The setting that asks for the online map; null keeps everything on this machine. */
export interface OnlineMap {
  readonly token: string;
}

/** Which engine is to draw: a drawing without WebGL, the online map only with a token, the offline map otherwise. */
export function chooseEngine(online: OnlineMap | null): EngineName {
  if (!hasWebgl()) return 'drawing';
  return online === null ? 'offline' : 'online';
}

/**
 * Makes the engine. The code of the online map is fetched here, on demand, and nowhere else: without the setting and a
 * token no byte of it is read.
 */
export async function createEngine(
  name: EngineName,
  options: EngineOptions,
  online: OnlineMap | null,
): Promise<MapEngine> {
  if (name === 'drawing') return createSvgEngine(options);
  if (name === 'offline' || online === null) return createMapLibreEngine(options);
  const { createMapboxEngine } = await import('./mapboxEngine.ts');
  return createMapboxEngine(options, online.token);
}
