import type { Visibility } from '#core/kinds/choices.ts';
import { MatchingService } from '#host/matching/index.ts';
import type { HostServices } from '#host/services.ts';

/** Noon in Tokyo on the day for which these tests stand still. */
export const testDay = '2026-11-20';
const testInstant = Date.parse(`${testDay}T03:00:00Z`);

export function matchingServiceOf(services: HostServices, instant = testInstant): MatchingService {
  return new MatchingService(services.store, () => instant);
}

const reader = (audience: Visibility) => ({ audience, timeZone: 'Asia/Tokyo' });

/** Requests with the values that the contract would fill in. */
export function ranking(id: string, audience: Visibility = 'private', limit = 20) {
  return { id, ...reader(audience), limit, listFiltered: false, diversify: 0, hiddenVerdicts: [] };
}

export function textRanking(text: string, country?: string, audience: Visibility = 'private') {
  return {
    text,
    country,
    ...reader(audience),
    limit: 10,
    listFiltered: false,
    diversify: 0,
    hiddenVerdicts: [],
  };
}

export function teamRequest(needIds: string[], audience: Visibility = 'private') {
  return { needIds, max: undefined, lead: undefined, ...reader(audience) };
}

/** Ids of a kind, in order. */
export function idsOf(services: HostServices, kind: string): string[] {
  return services.store.statements
    .all<{ id: string }>('SELECT id FROM record WHERE kind = ? AND deleted_at IS NULL ORDER BY id', kind)
    .map(({ id }) => id);
}
