import type { TextSettings } from './text-settings.ts';

/** Inverted lists of one channel (words or n-grams) with BM25F weights worked out. */
export interface Postings {
  /** Contribution bound of one occurrence of a term in the query: idf × (k1 + 1). Unknown terms: the highest. */
  bound(term: string): number;
  /** Adds weight × impact of the term to every document that has it. */
  accumulate(term: string, weight: number, into: Float64Array): void;
  /** Impact of the term in one document; 0 when it is not there. */
  impact(term: string, document: number): number;
  readonly termCount: number;
  readonly postingCount: number;
}

/** Field numbers. */
const TITLE = 0;
const BODY = 1;

/**
 * Collects term occurrences document by document, then builds the lists.
 *
 * BM25F after S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), §3.6:
 * field weights inside the term frequency, length normalisation per field; idf = ln(1 + (N − n + ½) / (n + ½)).
 */
export class PostingsBuilder {
  private readonly ids = new Map<string, number>();
  private readonly documentOf: number[] = [];
  private readonly termOf: number[] = [];
  /** Occurrences in the title and in the body, per posting. */
  private readonly inTitle: number[] = [];
  private readonly inBody: number[] = [];
  private readonly titleLengths: number[] = [];
  private readonly bodyLengths: number[] = [];
  /** Last posting of each term, to add to it while its document is still open. */
  private readonly lastPosting: number[] = [];
  private documents = 0;

  addDocument(title: readonly string[], body: readonly string[]): void {
    const document = this.documents;
    this.documents += 1;
    this.titleLengths.push(title.length);
    this.bodyLengths.push(body.length);
    for (const term of title) this.count(term, document, TITLE);
    for (const term of body) this.count(term, document, BODY);
  }

  private count(term: string, document: number, field: number): void {
    let id = this.ids.get(term);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(term, id);
      this.lastPosting.push(-1);
    }
    let posting = this.lastPosting[id] ?? -1;
    if (posting < 0 || this.documentOf[posting] !== document) {
      posting = this.documentOf.length;
      this.documentOf.push(document);
      this.termOf.push(id);
      this.inTitle.push(0);
      this.inBody.push(0);
      this.lastPosting[id] = posting;
    }
    const counts = field === TITLE ? this.inTitle : this.inBody;
    counts[posting] = (counts[posting] ?? 0) + 1;
  }

  /** @param commonShare terms in a larger share of the documents are left out */
  build(settings: TextSettings, commonShare: number): Postings {
    const total = this.documentOf.length;
    const terms = this.ids.size;
    const limit = Math.max(settings.commonFloor, commonShare * this.documents);
    const frequencies = new Uint32Array(terms);
    for (const term of this.termOf) frequencies[term] = (frequencies[term] as number) + 1;
    const offsets = new Uint32Array(terms + 1);
    for (let term = 0; term < terms; term += 1)
      offsets[term + 1] = (frequencies[term] as number) > limit ? 0 : (frequencies[term] as number);
    for (let term = 0; term < terms; term += 1)
      offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0);
    const next = offsets.slice();
    const kept = offsets[terms] ?? 0;
    const documentList = new Uint32Array(kept);
    const impacts = new Float64Array(kept);
    const bounds = new Float64Array(terms);
    for (let term = 0; term < terms; term += 1) {
      const documentFrequency = (offsets[term + 1] ?? 0) - (offsets[term] ?? 0);
      if (documentFrequency > 0)
        bounds[term] = inverseDocumentFrequency(this.documents, documentFrequency) * (settings.k1 + 1);
    }
    const titleNorm = lengthNorms(this.titleLengths, settings.b);
    const bodyNorm = lengthNorms(this.bodyLengths, settings.b);
    for (let posting = 0; posting < total; posting += 1) {
      const term = this.termOf[posting] ?? 0;
      if ((frequencies[term] as number) > limit) continue;
      const document = this.documentOf[posting] ?? 0;
      const frequency =
        (settings.titleWeight * (this.inTitle[posting] ?? 0)) / (titleNorm[document] ?? 1) +
        (this.inBody[posting] ?? 0) / (bodyNorm[document] ?? 1);
      const slot = next[term] ?? 0;
      next[term] = slot + 1;
      documentList[slot] = document;
      impacts[slot] = ((bounds[term] ?? 0) * frequency) / (settings.k1 + frequency);
    }
    return new BuiltPostings(this.ids, offsets, documentList, impacts, bounds, this.documents, settings.k1);
  }
}

function inverseDocumentFrequency(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

function lengthNorms(lengths: readonly number[], b: number): Float64Array {
  let sum = 0;
  for (const length of lengths) sum += length;
  const average = lengths.length === 0 || sum === 0 ? 1 : sum / lengths.length;
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

  bound(term: string): number {
    const id = this.ids.get(term);
    return id === undefined ? this.unknownBound : (this.bounds[id] ?? 0);
  }

  accumulate(term: string, weight: number, into: Float64Array): void {
    const id = this.ids.get(term);
    if (id === undefined) return;
    const { documentList, impacts } = this;
    const end = this.offsets[id + 1] ?? 0;
    for (let slot = this.offsets[id] ?? 0; slot < end; slot += 1) {
      const document = documentList[slot] as number;
      into[document] = (into[document] as number) + weight * (impacts[slot] as number);
    }
  }

  impact(term: string, document: number): number {
    const id = this.ids.get(term);
    if (id === undefined) return 0;
    let low = this.offsets[id] ?? 0;
    let high = (this.offsets[id + 1] ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.documentList[middle] ?? 0;
      if (found === document) return this.impacts[middle] ?? 0;
      if (found < document) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  }
}
