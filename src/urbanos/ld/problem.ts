import type { JsonObject } from '#urbanos/json.ts';

/**
 * Error types of the NGSI-LD API with their HTTP status and title.
 * Source: ETSI GS CIM 009, clauses 5.5.2 and 6.3.2.
 */
const errorTypes = {
  AlreadyExists: { status: 409, title: 'The referred element already exists' },
  BadRequestData: { status: 400, title: 'The input data does not meet the requirements of the operation' },
  InternalError: { status: 500, title: 'There has been an error during the operation execution' },
  InvalidRequest: { status: 400, title: 'The request is syntactically invalid or includes wrong content' },
  LdContextNotAvailable: { status: 504, title: 'A remote JSON-LD @context cannot be used' },
  NonexistentTenant: { status: 404, title: 'The addressed tenant does not exist' },
  OperationNotSupported: { status: 422, title: 'The operation is not supported' },
  ResourceNotFound: { status: 404, title: 'The referred resource has not been found' },
  TooComplexQuery: { status: 403, title: 'The query is too complex and cannot be resolved' },
  TooManyResults: { status: 403, title: 'The query is producing too many results' },
} as const;

/** The short name of an NGSI-LD error type. */
export type ProblemType = keyof typeof errorTypes;

/** An error that is answered as ProblemDetails (IETF RFC 7807) with the status of its type. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly type: ProblemType;

  constructor(type: ProblemType, detail: string) {
    super(detail);
    this.type = type;
  }

  get status(): number {
    return errorTypes[this.type].status;
  }

  /** The payload of the answer, also used inside batch results. */
  toJson(): JsonObject {
    const { status, title } = errorTypes[this.type];
    return { type: `https://uri.etsi.org/ngsi-ld/errors/${this.type}`, title, detail: this.message, status };
  }
}

/** Shorthand for the most common refusal. */
export function badData(detail: string): Problem {
  return new Problem('BadRequestData', detail);
}
