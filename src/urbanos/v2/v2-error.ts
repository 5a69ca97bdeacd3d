/** An error in the form that NGSIv2 gives it: {"error", "description"}. */
export class V2Error extends Error {
  override readonly name = 'V2Error';
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, description: string) {
    super(description);
    this.status = status;
    this.error = error;
  }

  toJson(): { error: string; description: string } {
    return { error: this.error, description: this.message };
  }
}

/** The most common refusal. */
export function badRequest(description: string): V2Error {
  return new V2Error(400, 'BadRequest', description);
}

export function unprocessable(description: string): V2Error {
  return new V2Error(422, 'Unprocessable', description);
}

export function entityMissing(): V2Error {
  return new V2Error(404, 'NotFound', 'The requested entity has not been found. Check type and id');
}

export function attributeMissing(): V2Error {
  return new V2Error(404, 'NotFound', 'The entity does not have such an attribute');
}
