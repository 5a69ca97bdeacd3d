import type { Json } from '#urbanos/json.ts';

/** Metadata of an attribute. */
export interface V2Metadata {
  type: string;
  value: Json;
}

/** One attribute of an NGSIv2 entity. */
export interface V2Attribute {
  type: string;
  value: Json;
  metadata: Record<string, V2Metadata>;
  createdAt: string;
  modifiedAt: string;
}

/** An NGSIv2 entity as it is stored. Id, type and service path together identify it. */
export interface V2Entity {
  id: string;
  type: string;
  path: string;
  createdAt: string;
  modifiedAt: string;
  attributes: Record<string, V2Attribute>;
}

/** Attributes as a request gives them, before they have times. */
export type V2Input = Record<string, { type: string; value: Json; metadata: Record<string, V2Metadata> }>;
