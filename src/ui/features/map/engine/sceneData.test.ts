import { describe, expect, it } from 'vitest';
import { rankLook, spotImageSize } from '../symbols/spotImage.ts';
import { sceneSources, sourceIds } from './layers.ts';
import type { SceneSpot } from './mapEngine.ts';
import { spotData } from './sceneData.ts';

const city = {
  key: 'city1',
  parts: [{ kind: 'city' as const, count: 1 }],
  hasMore: false,
  isCountryOnly: false,
};

function propertiesOf(spot: Partial<SceneSpot>) {
  const whole = { index: 0, lat: 1, lon: 2, look: city, records: 1, label: null, localLabel: null, ...spot };
  return spotData([whole]).features[0]?.properties;
}

describe('what map layers read of a place', () => {
  it('is drawn as one disc with its neighbours only on a map that groups', () => {
    for (const isGrouped of [true, false])
      expect(sceneSources(isGrouped)[sourceIds.spots]).toMatchObject({ cluster: isGrouped });
  });

  it('lets the place that stands for more come first, unless an order says otherwise', () => {
    expect(propertiesOf({ records: 7 })).toMatchObject({ importance: 7, isFirst: false, isRanked: false });
    expect(propertiesOf({ records: 7, importance: -3 })).toMatchObject({ importance: -3 });
  });

  it('knows a place in an order by its rank, whose picture is as wide as its figures', () => {
    const best = propertiesOf({ look: rankLook(1), importance: -1, isFirst: true });
    expect(best).toMatchObject({ image: 'rank:1', isRanked: true, isFirst: true, importance: -1 });
    expect(spotImageSize(rankLook(10)).width).toBeGreaterThan(spotImageSize(rankLook(9)).width);
    expect(rankLook(2).key).not.toBe(rankLook(12).key);
  });
});
