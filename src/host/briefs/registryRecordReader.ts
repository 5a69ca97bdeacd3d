import { maySee, referencedIds, withoutHidden } from '#core/records/audience.ts';
import { readLinks } from '#db/queries/links.ts';
import { readLabels, readRecord } from '#db/queries/records.ts';
import type { Statements } from '#db/statements.ts';
import type { RecordLabel, RecordReader } from './recordReader.ts';

/** Reads an open registry for briefs. */
export function registryRecordReader(statements: Statements): RecordReader {
  const labels: RecordReader['labels'] = (ids, audience) => {
    const known: Record<string, RecordLabel> = {};
    for (const [id, row] of readLabels(statements, ids)) {
      if (maySee(audience, row.visibility)) known[id] = { kind: row.kind, label: row.label };
    }
    return known;
  };
  return {
    labels,
    get: (id, audience) => {
      const record = readRecord(statements, id);
      if (!record || record.deletedAt || !maySee(audience, record.visibility)) return undefined;
      const known = labels(referencedIds(record), audience);
      return withoutHidden(record.kind, record, (other) => !(other in known));
    },
    linked: (id, audience) =>
      readLinks(statements, id)
        .filter(({ visibility }) => maySee(audience, visibility))
        .map(({ id: other, kind }) => ({ id: other, kind })),
  };
}
