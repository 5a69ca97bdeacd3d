import { refreshStaleSearch } from '#db/searchVersion.ts';
import { searchRecords } from '#host/search/searchRecords.ts';
import { requireKind } from '../cliError.ts';
import { parseCount } from '../listOptions.ts';
import { textIn } from '../nameIn.ts';
import type { Session } from '../session.ts';

export async function search(session: Session, text: string, options: { kind?: string; limit?: string }) {
  const kinds = options.kind === undefined ? [] : [requireKind(options.kind)];
  const limit = parseCount('--limit', options.limit, 30);
  const services = await session.open();
  refreshStaleSearch(services.store);
  const { total, items } = searchRecords(services.store.statements, {
    text,
    kinds,
    limit,
    offset: 0,
    audience: session.audience,
  });
  session.result({
    total,
    items: items.map((item) => ({
      ...item,
      matched: item.matched.map(({ field, text: own }) => ({ field, text: own })),
    })),
  });
  for (const item of items) {
    const because = item.matched[0]?.segments
      .map((segment) => (segment.hit ? `[${segment.text}]` : segment.text))
      .join('');
    session.print(`${item.kind}\t${item.id}\t${textIn(item.label, session.language)}\t${because ?? ''}`);
  }
  session.note(`${items.length} / ${total}`);
}
