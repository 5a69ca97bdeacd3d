import { type MergeChoices, mergeChoices } from '#core/merge/mergeFields.ts';
import { listDuplicates } from '#host/merge/duplicates.ts';
import { mergeRecords } from '#host/merge/mergeRecords.ts';
import { requireKind, wrongUsage } from '../cliError.ts';
import { parseCount } from '../listOptions.ts';
import { textIn } from '../nameIn.ts';
import { readJsonArgument } from '../readInput.ts';
import type { Session } from '../session.ts';

const defaultPairs = 1_000;

/** `duplicates KIND`: pairs of records that may be one, the likeliest first. */
export async function duplicates(session: Session, kindText: string, options: { readonly limit?: string }) {
  const kind = requireKind(kindText);
  const limit = parseCount('--limit', options.limit, defaultPairs);
  const services = await session.open();
  const found = await listDuplicates(services.store.statements, kind);
  const items = found.slice(0, limit);
  session.result({ kind, total: found.length, items });
  for (const { records, score, because } of items) {
    const names = records.map(({ id, label }) => `${id} (${textIn(label, session.language)})`);
    session.print(`${score}\t${names.join('\t')}\t${because.join(', ')}`);
  }
  session.note(`${items.length} / ${found.length}`);
}

/** `merge KEEP_ID OTHER_ID`: one record of two; `undo` with the change's id takes it back. */
export async function merge(
  session: Session,
  keepId: string,
  otherId: string,
  options: { readonly choices?: string },
) {
  const choices = options.choices === undefined ? {} : checkChoices(await readJsonArgument(options.choices));
  const services = await session.open();
  const result = mergeRecords(services.store, { keepId, otherId, choices }, services.actor);
  session.result(result);
  session.print(`${result.id}\t${result.changeId}\t${result.moved}`);
}

function checkChoices(input: unknown): MergeChoices {
  const isMap = input !== null && typeof input === 'object' && !Array.isArray(input);
  if (
    !isMap ||
    Object.values(input).some((choice) => !(mergeChoices as readonly unknown[]).includes(choice))
  ) {
    throw wrongUsage(`--choices '{"FIELD": "${mergeChoices.join('|')}"}'`);
  }
  return input as MergeChoices;
}
