import type { Visibility } from '../kinds/choices.ts';
import type { KindName } from '../kinds/fieldTypes.ts';

/**
 * A brief as a document: what is said and in which order, without a word on how it looks. HTML, PDF and DOCX
 * are drawn from this one model, so that they say the same.
 */
export interface BriefDocument {
  /** Plain text, for the window, the file's properties and the running header. */
  readonly title: string;
  /** BCP 47 tag of everything that carries no tag of its own. */
  readonly language: string;
  readonly audience: Visibility;
  /** How the audience is named on the page. */
  readonly audienceMark: string;
  /** ISO day. */
  readonly asOf: string;
  /** The as-of day as the page says it. */
  readonly asOfText: string;
  /** What the running footer calls a page, with `{page}` and `{pages}` to be filled by the renderer. */
  readonly pageText: string;
  /** One for each subject, and a last one for the sources and notes that they share. */
  readonly parts: readonly BriefPart[];
  /** Every record that the text was made of, in the order of first mention. */
  readonly records: readonly { readonly kind: KindName; readonly id: string }[];
}

export interface BriefPart {
  /** Begins on a new page, but for the first. */
  readonly startsPage: boolean;
  readonly blocks: readonly Block[];
}

export type Block =
  | Masthead
  | Heading
  | Paragraph
  | BulletList
  | FactTable
  | DataTable
  | MapBlock
  | PhotoBlock
  | SourceListBlock
  | Columns;

/** The head of a subject: its name, its other names, and a line on what and where it is. */
export interface Masthead {
  readonly type: 'masthead';
  readonly kicker: string;
  readonly name: Line;
  readonly otherNames: readonly Line[];
  readonly details: readonly Line[];
}

export interface Heading {
  readonly type: 'heading';
  readonly level: 2 | 3;
  readonly content: Line;
  /** Set where something in the document links to it; unique in the document. */
  readonly anchor?: string;
}

export interface Paragraph {
  readonly type: 'paragraph';
  readonly content: Line;
  /** An `entry` begins one of several texts that follow each other: it stands off from the last and stays with its own. */
  readonly tone: 'normal' | 'muted' | 'entry';
}

export interface BulletList {
  readonly type: 'list';
  readonly items: readonly Line[];
}

/** Labels with their values; each value is one or more lines. */
export interface FactTable {
  readonly type: 'facts';
  /** Names the table for those who do not see it. */
  readonly caption: string;
  readonly rows: readonly { readonly label: string; readonly value: readonly Line[] }[];
}

export interface DataTable {
  readonly type: 'table';
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  /** Cells in the order of the columns; a cell is one or more lines. */
  readonly rows: readonly (readonly (readonly Line[])[])[];
}

export interface TableColumn {
  readonly title: string;
  /** Share of the table's width; the shares of a table add up to 1. */
  readonly share: number;
  /** The cell that names the row. */
  readonly isRowHeader?: boolean;
}

export interface MapBlock {
  readonly type: 'map';
  /** Longitude and latitude in WGS84 degrees. */
  readonly points: readonly {
    readonly lon: number;
    readonly lat: number;
    readonly label: string;
    readonly lang?: string;
  }[];
  /** ISO 3166-1 alpha-2 codes of the countries that the map is about. */
  readonly countries: readonly string[];
  readonly countryLabels: readonly { readonly code: string; readonly text: string; readonly lang?: string }[];
  readonly caption: Line;
  /** What the map shows, for those who do not see it. */
  readonly alternative: string;
}

/** Photos side by side; the renderer is given their pixels by the id of the attachment. */
export interface PhotoBlock {
  readonly type: 'photos';
  readonly items: readonly {
    readonly id: string;
    readonly caption: Line;
    /** What it is called, for those who do not see it. */
    readonly alternative: string;
  }[];
}

export interface SourceListBlock {
  readonly type: 'sources';
  readonly items: readonly {
    readonly number: number;
    readonly content: Line;
  }[];
}

/** Two groups that may stand side by side where there is room; the first one is read first. */
export interface Columns {
  readonly type: 'columns';
  readonly main: readonly Block[];
  readonly side: readonly Block[];
}

/** A run of text and its neighbours, on one line or wrapped. A line feed in a text breaks the line. */
export type Line = readonly Inline[];

export type Inline = TextRun | LinkRun | Citation;

export interface TextRun {
  readonly type: 'text';
  readonly text: string;
  /** BCP 47 tag where it differs from the document's. */
  readonly lang?: string;
  readonly strong?: boolean;
  /** The number that the text writes out, for formats that can reckon with it. */
  readonly value?: number;
  readonly muted?: boolean;
}

export interface LinkRun {
  readonly type: 'link';
  readonly text: string;
  /** http or https. */
  readonly url: string;
}

/** Numbers of the source list, in rising order, and a word on how well it is known where that needs saying. */
export interface Citation {
  readonly type: 'cite';
  readonly numbers: readonly number[];
  readonly remark?: string;
}
