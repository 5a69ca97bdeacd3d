import type { Json } from '#urbanos/json.ts';

/** The text that asks for removal in updates and merges (clause 4.5.0). */
export const ngsiLdNull = 'urn:ngsi-ld:null';

/** Attribute type to the member that holds its value. */
export const valueMembers = {
  Property: 'value',
  GeoProperty: 'value',
  LanguageProperty: 'languageMap',
  JsonProperty: 'json',
  VocabProperty: 'vocab',
  ListProperty: 'valueList',
  Relationship: 'object',
  ListRelationship: 'objectList',
} as const;

export type AttributeType = keyof typeof valueMembers;

/** Members of an attribute that are neither its value nor attributes of their own. */
export const plainMembers = ['observedAt', 'unitCode', 'valueType', 'objectType', 'expiresAt'] as const;

export type PlainMember = (typeof plainMembers)[number];

/** Attributes by full name; more than one instance only with different datasetIds. */
export type Attributes = Record<string, AttributeInstance[]>;

/** One stored attribute instance. `value` is what stands in the member named by `valueMembers`, names expanded. */
export interface AttributeInstance {
  type: AttributeType;
  value: Json;
  datasetId?: string;
  observedAt?: string;
  unitCode?: string;
  valueType?: string;
  objectType?: string;
  expiresAt?: string;
  createdAt: string;
  modifiedAt: string;
  attributes?: Attributes;
}

/** An entity as it is stored: every name expanded, times as ISO 8601 in UTC. */
export interface StoredEntity {
  id: string;
  types: string[];
  scope?: string[];
  expiresAt?: string;
  createdAt: string;
  modifiedAt: string;
  attributes: Attributes;
}

/** What a request says about one attribute instance. Absent members are left as they are by partial operations. */
export interface AttributePatch {
  /** Undefined when the request does not say, and a partial operation allows that. */
  type: AttributeType | undefined;
  value: Json | undefined;
  /** The value was the NGSI-LD Null. */
  erase: boolean;
  /** The value stood alone, without a type or members around it. */
  bare: boolean;
  datasetId?: string;
  /** null removes the member. */
  members: Partial<Record<PlainMember, string | null>>;
  attributes: Record<string, AttributePatch[]>;
}

/** What a request says about an entity. */
export interface EntityPatch {
  id?: string;
  types: string[];
  /** null removes it. */
  scope?: string[] | null;
  expiresAt?: string | null;
  attributes: Record<string, AttributePatch[]>;
}
