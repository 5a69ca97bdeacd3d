import type { KindName } from '../kinds/fieldTypes.ts';
import type { RegistryRecord } from '../records/recordTypes.ts';
import { type Applies, type Question, questionsOf } from './questions.ts';

/** Whether a record of a kind points to this one by a field. Counts only what the reader may see. */
export type IsLinked = (by: KindName, field: string) => boolean;

export interface Completeness {
  /** Whole per cent of the questions for the record's stage that are answered; 100 where none is asked. */
  readonly percent: number;
  readonly asked: number;
  readonly missing: readonly Question[];
}

/** What a record says of what it should say at its stage. The same rule in SQL: db/queries/completenessSql.ts. */
export function completenessOf(record: RegistryRecord, isLinked: IsLinked): Completeness {
  const asked = questionsOf(record.kind).filter((question) => applies(question, record));
  const missing = asked.filter((question) => !isAnswered(question, record, isLinked));
  return { percent: percentOf(asked.length - missing.length, asked.length), asked: asked.length, missing };
}

/** Rounded down, so that only a record without a gap is at 100. */
export function percentOf(answered: number, asked: number): number {
  return asked === 0 ? 100 : Math.floor((100 * answered) / asked);
}

function applies({ when, sectors }: Question, record: RegistryRecord): boolean {
  return (
    when.every((condition) => holds(condition, record)) && (sectors.length === 0 || isOf(sectors, record))
  );
}

function holds({ field, values }: Applies, record: RegistryRecord): boolean {
  const value = record[field];
  return typeof value === 'string' && values.includes(value);
}

function isOf(sectors: readonly string[], { sectors: own }: RegistryRecord): boolean {
  return Array.isArray(own) && own.some((sector) => sectors.includes(String(sector)));
}

function isAnswered(question: Question, record: RegistryRecord, isLinked: IsLinked): boolean {
  switch (question.type) {
    case 'field':
      return question.fields.some((field) => record[field] !== undefined && record[field] !== null);
    case 'linked':
      return isLinked(question.by, question.field);
    case 'answer':
      return (
        Array.isArray(record.answers) &&
        record.answers.some(
          (answer: { question?: unknown; answer?: unknown }) =>
            answer.question === question.question && answer.answer !== undefined && answer.answer !== null,
        )
      );
  }
}
