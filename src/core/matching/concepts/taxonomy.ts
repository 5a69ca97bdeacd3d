import { compareText, sortedById, sortedSet } from '../order.ts';
import type { ConceptRecord } from '../types.ts';

/** Concepts that one concept resembles: positions and similarities, itself first. */
export interface RelatedConcepts {
  readonly positions: readonly number[];
  readonly similarities: readonly number[];
}

/**
 * The taxonomy as a graph, with similarities.
 *
 * Concepts of one kind: D. Lin, "An Information-Theoretic Definition of Similarity" (1998), with the intrinsic
 * information content of N. Seco, T. Veale and J. Hayes (2004): IC(c) = 1 − ln(1 + descendants) / ln(all).
 * A challenge and a technology: the weight of the link between them.
 */
export class Taxonomy {
  readonly concepts: readonly ConceptRecord[];
  private readonly positions: ReadonlyMap<string, number>;
  private readonly information: Float64Array;
  private readonly ancestors: readonly ReadonlySet<number>[];
  private readonly links: readonly ReadonlyMap<number, number>[];
  private readonly floor: number;
  private readonly relatedCache: (RelatedConcepts | undefined)[] = [];

  constructor(concepts: readonly ConceptRecord[], similarityFloor: number) {
    this.concepts = sortedById(concepts);
    this.floor = similarityFloor;
    this.positions = new Map(this.concepts.map((concept, position) => [concept.id, position]));
    this.ancestors = this.concepts.map((_concept, position) => this.closure(position));
    const descendants = new Float64Array(this.concepts.length);
    for (const [position, set] of this.ancestors.entries())
      for (const ancestor of set)
        if (ancestor !== position) descendants[ancestor] = (descendants[ancestor] ?? 0) + 1;
    const all = Math.log(Math.max(2, this.concepts.length));
    this.information = descendants.map((count) => Math.max(0, 1 - Math.log(1 + count) / all));
    this.links = this.linkTables();
  }

  private closure(start: number): ReadonlySet<number> {
    const found = new Set<number>([start]);
    const open = [start];
    for (let position = open.pop(); position !== undefined; position = open.pop()) {
      for (const broader of this.concepts[position]?.broader ?? []) {
        const next = this.positions.get(broader);
        if (next === undefined || found.has(next)) continue;
        found.add(next);
        open.push(next);
      }
    }
    return found;
  }

  private linkTables(): ReadonlyMap<number, number>[] {
    const tables = this.concepts.map(() => new Map<number, number>());
    for (const [position, concept] of this.concepts.entries()) {
      for (const { challenge, weight } of concept.addresses ?? []) {
        const other = this.positions.get(challenge);
        if (other === undefined) continue;
        const strongest = Math.max(weight, tables[position]?.get(other) ?? 0);
        tables[position]?.set(other, Math.min(1, strongest));
        tables[other]?.set(position, Math.min(1, strongest));
      }
    }
    return tables;
  }

  get size(): number {
    return this.concepts.length;
  }

  position(id: string): number | undefined {
    return this.positions.get(id);
  }

  at(position: number): ConceptRecord | undefined {
    return this.concepts[position];
  }

  get(id: string): ConceptRecord | undefined {
    const position = this.positions.get(id);
    return position === undefined ? undefined : this.concepts[position];
  }

  typeOf(position: number): string {
    return this.concepts[position]?.type ?? '';
  }

  /** A technology or a group of technologies. */
  isTechnology(position: number): boolean {
    const type = this.typeOf(position);
    return type === 'technology' || type === 'technology-group';
  }

  /** Intrinsic information content, 0 for a concept above everything, 1 for a leaf. */
  informationContent(position: number): number {
    return this.information[position] ?? 0;
  }

  /** Similarity of two concepts in [0, 1]: symmetric, 1 with itself, 0 across roots and below the floor. */
  similarity(a: number, b: number): number {
    if (a === b) return 1;
    const linked = this.links[a]?.get(b);
    if (linked !== undefined) return linked >= this.floor ? linked : 0;
    const first = this.ancestors[a];
    const second = this.ancestors[b];
    if (!first || !second) return 0;
    let common = -1;
    for (const candidate of first)
      if (second.has(candidate)) common = Math.max(common, this.information[candidate] ?? 0);
    if (common < 0) return 0;
    const sum = (this.information[a] ?? 0) + (this.information[b] ?? 0);
    const similarity = sum === 0 ? 0 : Math.min(1, (2 * common) / sum);
    return similarity >= this.floor ? similarity : 0;
  }

  /** Everything similar to a concept, in order of position. */
  related(position: number): RelatedConcepts {
    const known = this.relatedCache[position];
    if (known) return known;
    const positions: number[] = [];
    const similarities: number[] = [];
    for (let other = 0; other < this.concepts.length; other += 1) {
      const similarity = this.similarity(position, other);
      if (similarity <= 0) continue;
      positions.push(other);
      similarities.push(similarity);
    }
    const related = { positions, similarities };
    this.relatedCache[position] = related;
    return related;
  }

  /** Sectors where a concept is used; a sector is its own. */
  sectorsOf(position: number): readonly string[] {
    const concept = this.concepts[position];
    if (!concept) return [];
    return concept.type === 'sector' ? [concept.id] : sortedSet(concept.sectors ?? []);
  }

  /** Hubs, by id. */
  hubs(): number[] {
    const found: number[] = [];
    for (const [position, concept] of this.concepts.entries()) if (concept.hub === true) found.push(position);
    return found.sort((a, b) => compareText(this.concepts[a]?.id ?? '', this.concepts[b]?.id ?? ''));
  }
}
