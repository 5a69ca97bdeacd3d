import { attachment } from './attachment.ts';
import { city } from './city.ts';
import { commonFields } from './common.ts';
import { concept } from './concept.ts';
import { contact } from './contact.ts';
import { country } from './country.ts';
import type { KindDefinition } from './defineKind.ts';
import { event } from './event.ts';
import { type FieldDefinition, type KindName, kindNames } from './fieldTypes.ts';
import { followUp } from './followUp.ts';
import { measure } from './measure.ts';
import { mission } from './mission.ts';
import { missionNote } from './missionNote.ts';
import { mou } from './mou.ts';
import { need } from './need.ts';
import { organisation } from './organisation.ts';
import { precedent } from './precedent.ts';
import { programme } from './programme.ts';
import { project } from './project.ts';
import { savedView } from './savedView.ts';
import { solution } from './solution.ts';
import { study } from './study.ts';
import { verdict } from './verdict.ts';

export const kinds = {
  country,
  city,
  need,
  organisation,
  solution,
  study,
  followUp,
  project,
  mou,
  event,
  programme,
  precedent,
  contact,
  mission,
  missionNote,
  attachment,
  measure,
  concept,
  verdict,
  savedView,
} as const satisfies Record<KindName, KindDefinition>;

/** The definition of a kind, seen without its particular field names. */
export function definitionOf(kind: KindName): KindDefinition {
  return kinds[kind];
}

const allFields = new Map<KindName, Readonly<Record<string, FieldDefinition>>>(
  kindNames.map((kind) => [kind, { ...definitionOf(kind).fields, ...commonFields }]),
);

/** A kind's own fields followed by the fields of every record. */
export function fieldsOf(kind: KindName): Readonly<Record<string, FieldDefinition>> {
  return allFields.get(kind) ?? {};
}

/** Accepts `followUp`, `follow-up`, `follow_up`, `FOLLOWUP`; undefined when no kind has that name. */
export function parseKind(text: string): KindName | undefined {
  const plain = text.replaceAll(/[-_\s]/g, '').toLowerCase();
  return kindNames.find((kind) => kind.toLowerCase() === plain);
}
