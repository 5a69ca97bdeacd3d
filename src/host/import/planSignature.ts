import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import type { ImportPlan } from './planImport.ts';

/**
 * What a plan would write, as one short text: equal for two plans that do the same. Records that are made have
 * another id in every plan and count by the row that makes them.
 */
export function planSignature(plan: ImportPlan): string {
  const made = new Map(
    plan.rows.flatMap((row) => (row.action === 'create' ? [[row.id, `row ${row.row}`]] : [])),
  );
  const hash = createHash('sha256');
  for (const { candidates: _candidates, ...row } of plan.rows) {
    const text = canonicalJson(row).replaceAll(uuid, (id) => made.get(id) ?? id);
    hash.update(text).update('\n');
  }
  return hash.digest('hex');
}

const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
