import { type RefObject, useEffect, useRef, useState } from 'react';
import { unproject } from '#core/geo/projection.ts';
import { loadBaseMap } from '../engine/baseMapAssets.ts';
import { chooseEngine, createEngine, type EngineName, type OnlineMap } from '../engine/createEngine.ts';
import type { EngineOptions } from '../engine/engineOptions.ts';
import type { MapEngine, MapHit } from '../engine/mapEngine.ts';
import { type ColourScheme, paletteOf } from '../symbols/mapPalette.ts';
import type { ViewStore } from './viewStore.ts';

export interface MapEngineWishes {
  readonly container: RefObject<HTMLDivElement | null>;
  readonly scheme: ColourScheme;
  readonly language: string;
  readonly title: string;
  readonly online: OnlineMap | null;
  /** Whether places near each other become one disc; yes, unless said otherwise. */
  readonly isGrouped?: boolean;
  readonly views: ViewStore;
  readonly onPress: (hit: MapHit | null) => void;
  readonly onHover: (hit: MapHit | null) => void;
}

export interface MapEngineState {
  readonly engine: MapEngine | null;
  readonly name: EngineName | null;
  /** The online map was asked for and could not be had. */
  readonly isOnlineRefused: boolean;
  /** Not even the drawing could be made: the base map files cannot be read. */
  readonly error: unknown;
}

const nothing: MapEngineState = { engine: null, name: null, isOnlineRefused: false, error: undefined };

/** ASEAN with Japan at the edge: what is seen while nothing has been fitted yet. */
const firstView: EngineOptions['start'] = { lon: 118, lat: 14, zoom: 3 };

/** Makes the map in its container, again when colours, language or the kind of map change; the view stays. */
export function useMapEngine(wishes: MapEngineWishes): MapEngineState {
  const { container, scheme, language, title, online, views, isGrouped = true } = wishes;
  const [state, setState] = useState<MapEngineState>(nothing);
  const [refused, setRefused] = useState<EngineName | null>(null);
  const latest = useRef(wishes);
  latest.current = wishes;
  const token = online?.token ?? null;

  useEffect(() => {
    if (!container.current) return;
    // Every map gets an element of its own: libraries put classes and positions on theirs.
    const element = document.createElement('div');
    element.style.cssText = 'width:100%;height:100%;position:relative';
    container.current.append(element);
    let engine: MapEngine | null = null;
    let isGone = false;

    const start = async (): Promise<void> => {
      const wanted = chooseEngine(token === null || refused === 'online' ? null : { token });
      const name = refused === 'offline' ? 'drawing' : wanted;
      const baseMap = await loadBaseMap();
      if (isGone) return;
      const view = views.get();
      const made = await createEngine(
        name,
        {
          container: element,
          baseMap,
          scheme,
          palette: paletteOf(scheme),
          pixelRatio: window.devicePixelRatio,
          start: view ? { ...unproject(view.centre), zoom: Math.log2(view.worldWidth / 512) } : firstView,
          isGrouped,
          isInteractive: true,
          title,
          language,
          events: {
            onPress: (hit) => latest.current.onPress(hit),
            onHover: (hit) => latest.current.onHover(hit),
            onMove: (next) => views.set(next),
            // A map that cannot go on makes room for the next simpler one.
            onFailure: () => {
              if (!isGone && name !== 'drawing') setRefused(name);
            },
          },
        },
        token === null ? null : { token },
      );
      if (isGone) made.destroy();
      else {
        engine = made;
        setState({ engine: made, name, isOnlineRefused: refused === 'online', error: undefined });
      }
    };
    start().catch((error: unknown) => {
      if (!isGone) setState({ ...nothing, error });
    });

    return () => {
      isGone = true;
      engine?.destroy();
      element.remove();
      setState(nothing);
    };
  }, [container, scheme, language, title, token, views, isGrouped, refused]);

  return state;
}
