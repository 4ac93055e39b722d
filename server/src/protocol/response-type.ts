/**
 * Response types (OAuth 2.0 Multiple Response Type Encoding Practices): what each asks for. Discovery lists these rows.
 */

export type ResponseType = {
  /** The spelling of discovery documents: its values in alphabetical order. */
  readonly response_type: string;
  readonly access_token: boolean;
  readonly id_token: boolean;
};

export const RESPONSE_TYPES: ReadonlyMap<string, ResponseType> = new Map(
  [
    { response_type: 'id_token', access_token: false, id_token: true },
    { response_type: 'id_token token', access_token: true, id_token: true },
    { response_type: 'token', access_token: true, id_token: false },
  ].map((row) => [row.response_type, row]),
);

/** The row a parameter names; the order of its values does not matter (§3), a doubled value or space does. */
export function findResponseType(response_type: string): ResponseType | undefined {
  return RESPONSE_TYPES.get(response_type.split(' ').sort().join(' '));
}

/** Whether anything asked for is a token, so that the answer, an error too, must stay out of the query (§5). */
export function asksForToken(response_type: string | undefined): boolean {
  return response_type?.split(' ').some((value) => value === 'token' || value === 'id_token') ?? false;
}
