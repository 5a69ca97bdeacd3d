import { type MapView, unproject } from '#core/geo/projection.ts';
import { loadBaseMap } from '../engine/baseMapAssets.ts';
import { createEngine, type EngineName } from '../engine/createEngine.ts';
import type { MapEngine, MapScene } from '../engine/mapEngine.ts';
import { loadMapFonts } from '../engine/mapFonts.ts';
import { hasWebgl } from '../engine/webgl.ts';
import { lightPalette } from '../symbols/mapPalette.ts';
import { composePicture, type PictureTexts } from './composePicture.ts';

/** Pixels to the CSS pixel: sharp on paper without being huge. */
const pixelRatio = 2;

export interface PrintOptions {
  readonly scene: MapScene;
  /** What the screen shows now. */
  readonly view: MapView;
  readonly texts: PictureTexts;
  readonly language: string;
}

/**
 * The map as a PNG in base64: the part and size that the screen shows, always in the light colours for paper and always
 * on the offline base map, so that it may be handed on freely and nobody is asked for it. Drawn in a map of its own,
 * out of sight, so that the one on the screen stays as it is.
 */
export async function printMap({ scene, view, texts, language }: PrintOptions): Promise<string> {
  const container = document.createElement('div');
  container.style.cssText = `position:fixed;left:-100000px;top:0;width:${view.size.width}px;height:${view.size.height}px`;
  container.setAttribute('aria-hidden', 'true');
  container.inert = true;
  document.body.append(container);
  let engine: MapEngine | undefined;
  try {
    const name: EngineName = hasWebgl() ? 'offline' : 'drawing';
    const failed = Promise.withResolvers<never>();
    engine = await createEngine(
      name,
      {
        container,
        baseMap: await loadBaseMap(),
        scheme: 'light',
        palette: lightPalette,
        pixelRatio,
        start: { ...unproject(view.centre), zoom: Math.log2(view.worldWidth / 512) },
        isGrouped: true,
        isInteractive: false,
        title: texts.title,
        language,
        events: {
          onPress: () => undefined,
          onHover: () => undefined,
          onMove: () => undefined,
          onFailure: failed.reject,
        },
      },
      null,
    );
    engine.show(scene);
    await loadMapFonts(allTexts(texts));
    const map = await Promise.race([engine.picture(), failed.promise]);
    const picture = composePicture(map, engine.view(), texts, lightPalette, pixelRatio);
    return picture.toDataURL('image/png').split(',')[1] ?? '';
  } finally {
    engine?.destroy();
    container.remove();
  }
}

function allTexts(texts: PictureTexts): string {
  const legend = [
    ...texts.kinds.map(({ name }) => name),
    texts.arcs,
    texts.disc,
    texts.number,
    texts.countryOnly,
  ];
  return [texts.title, texts.filters, texts.asOf, texts.attribution, ...legend, texts.distance(500)].join('');
}
