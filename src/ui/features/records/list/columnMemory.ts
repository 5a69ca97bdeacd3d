import type { KindName } from '#core/kinds/fieldTypes.ts';

export interface ColumnChoice {
  /** Column → shown or not, where the reader said so. */
  readonly visible: Readonly<Record<string, boolean>>;
  /** Column → pixels, where the reader changed it. */
  readonly widths: Readonly<Record<string, number>>;
  /** Columns in the order that the reader gave them. */
  readonly order: readonly string[];
}

const nothing: ColumnChoice = { visible: {}, widths: {}, order: [] };

function keyOf(kind: KindName): string {
  return `musubi.columns.${kind}`;
}

/** How this reader arranged the columns of a list; kept with the window, because it is nobody else's business. */
export function readColumnChoice(kind: KindName): ColumnChoice {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(kind)) ?? 'null');
    if (kept === null || typeof kept !== 'object') return nothing;
    const { visible, widths, order } = kept as Partial<Record<keyof ColumnChoice, unknown>>;
    return {
      visible: only(visible, 'boolean'),
      widths: only(widths, 'number'),
      order: Array.isArray(order) ? order.filter((field) => typeof field === 'string') : [],
    };
  } catch {
    return nothing;
  }
}

export function keepColumnChoice(kind: KindName, choice: ColumnChoice): void {
  try {
    localStorage.setItem(keyOf(kind), JSON.stringify(choice));
  } catch {
    // Storage may be full or switched off; the arrangement then lasts as long as the page.
  }
}

function only<Type extends 'boolean' | 'number'>(
  value: unknown,
  type: Type,
): Record<string, Type extends 'boolean' ? boolean : number> {
  const entries = Object.entries(value !== null && typeof value === 'object' ? value : {});
  return Object.fromEntries(entries.filter(([, member]) => typeof member === type));
}
