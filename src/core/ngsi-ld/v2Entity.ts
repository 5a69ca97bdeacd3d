import type { StandingEntity } from '../sync/readable.ts';
import type { Entity } from './entity.ts';

/**
 * Characters that NGSIv2 brokers refuse in values, and the sign that stands for them. FIWARE's own advice is to write
 * them as in an address: `%3C`.
 */
const forbidden = /[<>"'=;()%]/g;
const written = /%(3C|3E|22|27|3D|3B|28|29|25)/gi;

/** Attributes of a normalised NGSI-LD entity as NGSIv2 has them, without id and type. */
export function toV2(entity: Entity): Record<string, unknown> {
  const { id: _id, type: _type, ...attributes } = entity;
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      toV2Attribute(attribute as Record<string, unknown>),
    ]),
  );
}

function toV2Attribute({ type, languageMap, json, object, value }: Record<string, unknown>) {
  switch (type) {
    case 'GeoProperty':
      return { type: 'geo:json', value };
    case 'LanguageProperty':
      return { type, value: encoded(languageMap) };
    case 'JsonProperty':
      return { type, value: encoded(json) };
    case 'Relationship':
      return { type, value: object };
    default:
      return { type: typeName(value), value: encoded(value) };
  }
}

function typeName(value: unknown): string {
  if (typeof value === 'number') return 'Number';
  return typeof value === 'boolean' ? 'Boolean' : 'Text';
}

/** @returns undefined for another entity than one of that type */
export function fromV2(json: unknown, type: string): StandingEntity | undefined {
  if (json === null || typeof json !== 'object') return undefined;
  const { id, type: stated, ...raw } = json as Record<string, unknown>;
  if (typeof id !== 'string' || stated !== type) return undefined;
  const attributes = Object.entries(raw).map(([name, attribute]) => [
    name,
    decoded((attribute as { value?: unknown } | null)?.value),
  ]);
  return { id, type, attributes: Object.fromEntries(attributes), raw };
}

function encoded(value: unknown): unknown {
  return mapTexts(value, (text) =>
    text.replaceAll(forbidden, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
  );
}

function decoded(value: unknown): unknown {
  return mapTexts(value, (text) =>
    text.replaceAll(written, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  );
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((member) => mapTexts(member, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [change(key), mapTexts(member, change)]),
  );
}
