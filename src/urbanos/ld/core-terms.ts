/**
 * The terms of the NGSI-LD Core @context, bundled so that nothing has to be fetched.
 * Source: ETSI GS CIM 009 V1.9.1, annex B. Coercions are left out where this endpoint does not need them.
 */
export const ngsiLdNamespace = 'https://uri.etsi.org/ngsi-ld/';
export const defaultVocabulary = 'https://uri.etsi.org/ngsi-ld/default-context/';
export const coreContextUrl = 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld';

const geoJsonNamespace = 'https://purl.org/geojson/vocab#';

/** True for the published addresses of the core context, with or without a version. */
export function isCoreContextUrl(url: string): boolean {
  return /^https?:\/\/uri\.etsi\.org\/ngsi-ld\/v1\/ngsi-ld-core-context(-v1\.[1-9](\.[0-9])?)?\.jsonld$/u.test(
    url,
  );
}

/** Prefixes that the core context offers for compact names. */
export const corePrefixes: ReadonlyMap<string, string> = new Map([
  ['ngsi-ld', ngsiLdNamespace],
  ['geojson', geoJsonNamespace],
]);

/** Names that are aliases of JSON-LD keywords and therefore never name a type or an attribute. */
export const keywordAliases: ReadonlySet<string> = new Set(['id', 'type']);

const sameName = `Attribute AttributeList ContextSourceIdentity ContextSourceNotification ContextSourceRegistration Date
  DateTime EntityType EntityTypeInfo EntityTypeList ExecutionResultDetails GeoProperty JsonProperty LanguageProperty
  ListProperty ListRelationship Notification Property Relationship Snapshot SnapshotNotification Subscription
  TemporalProperty Time VocabProperty accept aggrParams aggrMethods aggrPeriodDuration attributeList attributeName
  attributeNames attributeTypes attributes attrs avg cacheDuration collation contextSourceAlias contextSourceExtras
  contextSourceInfo contextSourceTimeAt contextSourceUptime cooldown createdAt csf data datasetId deletedAt detail
  distinctCount endAt endTimeAt endpoint entities entity entityCount entityId entityList error errors expandValues
  expiresAt format geoQ geoproperty georel idPattern information instanceId isActive join jsonKeys jsons lang
  lastFailure lastNotification lastSuccess lastUsedAt linkedMaps localOnly location management managementInterval max
  min mode modifiedAt ngsildproof notification notificationTrigger notifiedAt notifierInfo notUpdated
  observationInterval observationSpace observedAt omit operations operationSpace orderBy ordering pick problemDetails
  propertyNames q reason receiverInfo refreshRate registrationId registrationName relationshipNames resultStatus scope
  scopeQ showChanges snapshotId snapshotLifetime snapshotPriority snapshotQueries snapshotStatus startAt status stddev
  subscriptionId subscriptionName success sum sumsq sysAttrs temporalQ tenant throttling timeAt timeInterval timeout
  timeproperty timerel timesFailed timesSent totalCount triggerReason typeList typeName typeNames unchanged unitCode
  updated uri watchedAttributes`;

const geoJsonTerms = `Feature FeatureCollection GeometryCollection LineString MultiLineString MultiPoint MultiPolygon
  Point Polygon bbox coordinates features geometry properties`;

const renamed: ReadonlyArray<[term: string, iri: string]> = [
  ['containedBy', `${ngsiLdNamespace}isContainedBy`],
  ['dataset', `${ngsiLdNamespace}hasDataset`],
  ['description', 'http://purl.org/dc/terms/description'],
  ['entityMap', `${ngsiLdNamespace}hasEntityMap`],
  ['joinLevel', `${ngsiLdNamespace}hasJoinLevel`],
  ['json', `${ngsiLdNamespace}hasJSON`],
  ['key', `${ngsiLdNamespace}hasKey`],
  ['languageMap', `${ngsiLdNamespace}hasLanguageMap`],
  ['languageMaps', `${ngsiLdNamespace}hasLanguageMaps`],
  ['langString', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString'],
  ['object', `${ngsiLdNamespace}hasObject`],
  ['objectList', `${ngsiLdNamespace}hasObjectList`],
  ['objectLists', `${ngsiLdNamespace}hasObjectLists`],
  ['objects', `${ngsiLdNamespace}hasObjects`],
  ['objectType', `${ngsiLdNamespace}hasObjectType`],
  ['previousJson', `${ngsiLdNamespace}hasPreviousJson`],
  ['previousLanguageMap', `${ngsiLdNamespace}hasPreviousLanguageMap`],
  ['previousObject', `${ngsiLdNamespace}hasPreviousObject`],
  ['previousObjectList', `${ngsiLdNamespace}hasPreviousObjectList`],
  ['previousValue', `${ngsiLdNamespace}hasPreviousValue`],
  ['previousValueList', `${ngsiLdNamespace}hasPreviousValueList`],
  ['previousVocab', `${ngsiLdNamespace}hasPreviousVocab`],
  ['title', 'http://purl.org/dc/terms/title'],
  ['value', `${ngsiLdNamespace}hasValue`],
  ['valueList', `${ngsiLdNamespace}hasValueList`],
  ['valueLists', `${ngsiLdNamespace}hasValueLists`],
  ['values', `${ngsiLdNamespace}hasValues`],
  ['valueType', `${ngsiLdNamespace}hasValueType`],
  ['vocab', `${ngsiLdNamespace}hasVocab`],
  ['vocabs', `${ngsiLdNamespace}hasVocabs`],
];

function words(text: string): string[] {
  return text.trim().split(/\s+/u);
}

/** Core term to its IRI. Core terms win over every user context (clause 5.5.7). */
export const coreTerms: ReadonlyMap<string, string> = new Map([
  ...words(sameName).map((term): [string, string] => [term, `${ngsiLdNamespace}${term}`]),
  ...words(geoJsonTerms).map((term): [string, string] => [term, `${geoJsonNamespace}${term}`]),
  ...renamed,
]);
