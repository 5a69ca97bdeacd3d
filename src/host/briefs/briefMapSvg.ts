import type { MapBlock } from '#core/briefs/briefDocument.ts';
import type { BaseMap } from '#core/geo/baseMap.ts';
import { locatorView } from '#core/geo/locatorView.ts';
import { renderMapSvg } from '#core/geo/mapSvg.ts';

export interface BriefMapOptions {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** False for pictures that are drawn without fonts; see mapPng. */
  readonly withText: boolean;
  readonly language: string;
  readonly fontFamily?: string;
  readonly fontSize?: number;
}

const padding = 18;

/** The locator map of a brief as SVG. */
export function briefMapSvg(block: MapBlock, baseMap: BaseMap, options: BriefMapOptions): string {
  const { width, height, withText, language, fontFamily, fontSize } = options;
  return renderMapSvg({
    width,
    height,
    baseMap,
    points: block.points.map((point) => ({ ...point, emphasis: true })),
    countryLabels: block.countryLabels,
    highlight: block.countries,
    view: locatorView(baseMap, block.points, block.countries, { width, height }, padding),
    withText,
    title: block.alternative,
    lang: language,
    fontFamily,
    fontSize,
  });
}
