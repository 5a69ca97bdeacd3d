import type { TextSettings } from './text-settings.ts';

/** Inverted lists of one channel (words or n-grams) with BM25F weights worked out. Terms go by number. */
export interface Postings {
  /** The number of a term; −1 for one that no document has. */
  idOf(term: string): number;
  /** Contribution bound of one occurrence of a term in the query: idf × (k1 + 1). Unknown terms: the highest. */
  bound(id: number): number;
  /** Adds weight × impact of the term to every document that has it. */
  accumulate(id: number, weight: number, into: Float64Array): void;
  /** Impact of the term in one document; 0 when it is not there. */
  impact(id: number, document: number): number;
  readonly termCount: number;
  readonly postingCount: number;
}

/** Where in a document a term stands. */
export const TITLE = 0;
export const BODY = 1;

/** Whole numbers, one after another, in one block that doubles when it is full. */
class GrowingNumbers {
  values = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.values = doubled(this.values);
    this.values[this.length] = value;
    this.length += 1;
  }
}

function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** Two characters of Han or kana as one number: such a pair is looked up far faster than as a text. */
const FIRST_OF_PAIRS = 0x3000;
const CHARACTERS_OF_PAIRS = 0x8000;

/**
 * Collects term occurrences document by document, then builds the lists.
 *
 * BM25F after S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), §3.6:
 * field weights inside the term frequency, length normalisation per field; idf = ln(1 + (N − n + ½) / (n + ½)).
 */
export class PostingsBuilder {
  private readonly ids = new Map<string, number>();
  private readonly pairs = new Map<number, number>();
  /** Per posting: document, term, and occurrences in the title and in the body. All are of one length. */
  private documentOf = new Uint32Array(1024);
  private termOf = new Uint32Array(1024);
  private inTitle = new Uint32Array(1024);
  private inBody = new Uint32Array(1024);
  private total = 0;
  private readonly titleLengths = new GrowingNumbers();
  private readonly bodyLengths = new GrowingNumbers();
  /** One more than the last posting of each term, to add to it while its document is still open; 0 for none. */
  private readonly lastPosting = new GrowingNumbers();
  private documents = 0;

  /** The number of a term, by which its occurrences are counted. */
  idOf(term: string): number {
    const known = this.ids.get(term);
    if (known !== undefined) return known;
    const id = this.ids.size;
    this.ids.set(term, id);
    this.lastPosting.push(0);
    return id;
  }

  /** As `idOf` of the two characters that stand at a place of a text. */
  idOfPair(text: string, at: number): number {
    const first = text.charCodeAt(at) - FIRST_OF_PAIRS;
    const second = text.charCodeAt(at + 1) - FIRST_OF_PAIRS;
    if (first < 0 || first >= CHARACTERS_OF_PAIRS || second < 0 || second >= CHARACTERS_OF_PAIRS)
      return this.idOf(text.slice(at, at + 2));
    const key = first * CHARACTERS_OF_PAIRS + second;
    const known = this.pairs.get(key);
    if (known !== undefined) return known;
    const id = this.idOf(text.slice(at, at + 2));
    this.pairs.set(key, id);
    return id;
  }

  /** Begins the next document. */
  startDocument(): void {
    this.documents += 1;
    this.titleLengths.push(0);
    this.bodyLengths.push(0);
  }

  /** Counts terms in a field of the document that was begun last. */
  count(ids: ArrayLike<number>, field: typeof TITLE | typeof BODY): void {
    const document = this.documents - 1;
    const lengths = (field === TITLE ? this.titleLengths : this.bodyLengths).values;
    lengths[document] = (lengths[document] as number) + ids.length;
    if (this.total + ids.length > this.documentOf.length) this.grow(ids.length);
    const { documentOf, termOf } = this;
    const counts = field === TITLE ? this.inTitle : this.inBody;
    const last = this.lastPosting.values;
    let { total } = this;
    for (let index = 0; index < ids.length; index += 1) {
      const id = ids[index] as number;
      let posting = (last[id] as number) - 1;
      if (posting < 0 || documentOf[posting] !== document) {
        posting = total;
        total += 1;
        documentOf[posting] = document;
        termOf[posting] = id;
        last[id] = total;
      }
      counts[posting] = (counts[posting] as number) + 1;
    }
    this.total = total;
  }

  private grow(most: number): void {
    while (this.total + most > this.documentOf.length) {
      this.documentOf = doubled(this.documentOf);
      this.termOf = doubled(this.termOf);
      this.inTitle = doubled(this.inTitle);
      this.inBody = doubled(this.inBody);
    }
  }

  /** @param commonShare terms in a larger share of the documents are left out */
  build(settings: TextSettings, commonShare: number): Postings {
    const { total, documentOf, termOf, inTitle, inBody } = this;
    const terms = this.ids.size;
    const limit = Math.max(settings.commonFloor, commonShare * this.documents);
    const frequencies = new Uint32Array(terms);
    for (let posting = 0; posting < total; posting += 1) {
      const term = termOf[posting] as number;
      frequencies[term] = (frequencies[term] as number) + 1;
    }
    const offsets = new Uint32Array(terms + 1);
    for (let term = 0; term < terms; term += 1) {
      const kept = (frequencies[term] as number) > limit ? 0 : (frequencies[term] as number);
      offsets[term + 1] = (offsets[term] as number) + kept;
    }
    const next = offsets.slice();
    const kept = offsets[terms] ?? 0;
    const documentList = new Uint32Array(kept);
    const impacts = new Float64Array(kept);
    const bounds = new Float64Array(terms);
    for (let term = 0; term < terms; term += 1) {
      const documentFrequency = (offsets[term + 1] as number) - (offsets[term] as number);
      if (documentFrequency > 0)
        bounds[term] = inverseDocumentFrequency(this.documents, documentFrequency) * (settings.k1 + 1);
    }
    const titleNorm = lengthNorms(this.titleLengths, settings.b);
    const bodyNorm = lengthNorms(this.bodyLengths, settings.b);
    for (let posting = 0; posting < total; posting += 1) {
      const term = termOf[posting] as number;
      if ((frequencies[term] as number) > limit) continue;
      const document = documentOf[posting] as number;
      const frequency =
        (settings.titleWeight * (inTitle[posting] as number)) / (titleNorm[document] as number) +
        (inBody[posting] as number) / (bodyNorm[document] as number);
      const slot = next[term] as number;
      next[term] = slot + 1;
      documentList[slot] = document;
      impacts[slot] = ((bounds[term] as number) * frequency) / (settings.k1 + frequency);
    }
    return new BuiltPostings(this.ids, offsets, documentList, impacts, bounds, this.documents, settings.k1);
  }
}

function inverseDocumentFrequency(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

function lengthNorms({ values, length: count }: GrowingNumbers, b: number): Float64Array {
  const lengths = values.subarray(0, count);
  let sum = 0;
  for (const length of lengths) sum += length;
  const average = count === 0 || sum === 0 ? 1 : sum / count;
  return Float64Array.from(lengths, (length) => 1 - b + (b * length) / average);
}

class BuiltPostings implements Postings {
  private readonly ids: ReadonlyMap<string, number>;
  private readonly offsets: Uint32Array;
  private readonly documentList: Uint32Array;
  private readonly impacts: Float64Array;
  private readonly bounds: Float64Array;
  private readonly unknownBound: number;

  constructor(
    ids: ReadonlyMap<string, number>,
    offsets: Uint32Array,
    documentList: Uint32Array,
    impacts: Float64Array,
    bounds: Float64Array,
    documents: number,
    k1: number,
  ) {
    this.ids = ids;
    this.offsets = offsets;
    this.documentList = documentList;
    this.impacts = impacts;
    this.bounds = bounds;
    this.unknownBound = inverseDocumentFrequency(documents, 0) * (k1 + 1);
  }

  get termCount(): number {
    return this.ids.size;
  }

  get postingCount(): number {
    return this.documentList.length;
  }

  idOf(term: string): number {
    return this.ids.get(term) ?? -1;
  }

  bound(id: number): number {
    return id < 0 ? this.unknownBound : (this.bounds[id] as number);
  }

  accumulate(id: number, weight: number, into: Float64Array): void {
    if (id < 0) return;
    const { documentList, impacts } = this;
    const end = this.offsets[id + 1] as number;
    for (let slot = this.offsets[id] as number; slot < end; slot += 1) {
      const document = documentList[slot] as number;
      into[document] = (into[document] as number) + weight * (impacts[slot] as number);
    }
  }

  impact(id: number, document: number): number {
    if (id < 0) return 0;
    const { documentList } = this;
    let low = this.offsets[id] as number;
    let high = (this.offsets[id + 1] as number) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = documentList[middle] as number;
      if (found === document) return this.impacts[middle] as number;
      if (found < document) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  }
}
