/** What goes into the headers of every request to the endpoint. */
export interface Authorisation {
  /**
   * The headers of the moment; renewed first when they are about to run out.
   * @throws EndpointFailure unauthorised when nobody is signed in, unreachable when they cannot be renewed
   */
  headers(): Promise<Readonly<Record<string, string>>>;
  /**
   * The endpoint did not take them.
   * @returns whether there are other ones now, so that asking again makes sense
   */
  refused(): Promise<boolean>;
}

export const noAuthorisation: Authorisation = {
  headers: async () => ({}),
  refused: async () => false,
};

export function tokenHeader(
  header: 'authorization' | 'x-auth-token',
  token: string,
): Readonly<Record<string, string>> {
  return header === 'authorization' ? { authorization: `Bearer ${token}` } : { 'x-auth-token': token };
}
