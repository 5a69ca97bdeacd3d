import type { Block, DataTable, Line, TextRun } from '../briefDocument.ts';
import type { BriefInput } from '../briefInput.ts';
import { type BriefWriter, text } from '../briefWriter.ts';
import type { ShownVerdict } from './shownAnswer.ts';

export type Cell = readonly Line[];
export type Column = readonly [key: string, share: number];

/** Tables and cells that all answers of matching are drawn with. */
export class MatchCells {
  readonly writer: BriefWriter;
  readonly #labels: BriefInput['labels'];

  constructor(writer: BriefWriter, labels: BriefInput['labels']) {
    this.writer = writer;
    this.#labels = labels;
  }

  /** A text of `locales` as a line. */
  said(key: string): Line {
    return [text(this.writer.plain(key))];
  }

  heading(key: string): Block {
    return { type: 'heading', level: 2, content: [text(this.writer.plain(`brief:match.heading.${key}`))] };
  }

  table(key: string, columns: readonly Column[], rows: DataTable['rows']): Block[] {
    if (rows.length === 0) return [];
    return [
      this.heading(key),
      {
        type: 'table',
        caption: this.writer.plain(`brief:match.heading.${key}`),
        columns: columns.map(([name, share], index) => ({
          title: this.writer.plain(name.includes(':') ? name : `brief:match.column.${name}`),
          share,
          ...(index === 0 ? { isRowHeader: true } : {}),
        })),
        rows,
      },
    ];
  }

  /** A name, its record counted among those that the document is made of. */
  mention(id: string): Line {
    const label = this.#labels[id];
    if (label) this.writer.use({ id, kind: label.kind });
    return this.named(id);
  }

  named(id: string): Line {
    return this.writer.orUnknown(this.writer.name(id) ?? []);
  }

  verdicts(notes: readonly ShownVerdict[] | undefined): Cell {
    return (notes ?? []).map((note) => {
      const reason = this.writer.text(note.reason);
      const said = text(this.writer.choice('verdict', note.verdict));
      return reason.length > 0 ? [said, text(' '), ...reason] : [said];
    });
  }

  figure(value: number): TextRun {
    return { ...text(this.writer.number(value)), value };
  }

  /** 0…1 as points of 100, to one place. */
  points(value: number): TextRun {
    return this.figure(Math.round(value * 1000) / 10);
  }

  share(value: number): TextRun {
    return this.figure(Math.round(value * 1000) / 1000);
  }
}
