/** Gives columns of one value per organisation: of zeros, or of anything where every value will be written. */
export type Columns = (toBeFilled?: boolean) => Float64Array;

/** New columns every time, for results that are kept. */
export function freshColumns(size: number): Columns {
  return () => new Float64Array(size);
}

/** Columns used again after `reset`, for long runs of which only the scores are copied out. */
export class ColumnPool {
  private readonly size: number;
  private readonly columns: Float64Array[] = [];
  private used = 0;

  constructor(size: number) {
    this.size = size;
  }

  readonly next: Columns = (toBeFilled = false) => {
    const known = this.columns[this.used];
    this.used += 1;
    if (known) return toBeFilled ? known : known.fill(0);
    const column = new Float64Array(this.size);
    this.columns.push(column);
    return column;
  };

  reset(): void {
    this.used = 0;
  }
}
