/**
 * Response types (OAuth 2.0 Multiple Response Type Encoding Practices): what each asks for. Discovery lists these rows.
 */
import { nearestName } from '../nearest-name.ts';
import { asciiLowerCase } from '../octets.ts';

export type ResponseType = {
  /** The spelling of discovery documents: its values in alphabetical order. */
  readonly response_type: string;
  readonly code: boolean;
  readonly access_token: boolean;
  readonly id_token: boolean;
};

const NAMES = [
  'code',
  'code id_token',
  'code id_token token',
  'code token',
  'id_token',
  'id_token token',
  'none',
  'token',
] as const;

export const RESPONSE_TYPES: ReadonlyMap<string, ResponseType> = new Map(
  NAMES.map((response_type) => {
    const values = response_type.split(' ');
    const row = {
      response_type,
      code: values.includes('code'),
      access_token: values.includes('token'),
      id_token: values.includes('id_token'),
    };
    return [response_type, row];
  }),
);

/** The row a parameter names; the order of its values does not matter (§3), a doubled value or space does. */
export function findResponseType(response_type: string): ResponseType | undefined {
  return RESPONSE_TYPES.get(response_type.split(' ').sort().join(' '));
}

/** The one that was probably meant: its values parted, doubled or ordered otherwise, or with a slip. */
export function nearestResponseType(response_type: string): string | undefined {
  const values = new Set(
    asciiLowerCase(response_type)
      .split(/[\s,+]+|%20/)
      .filter((value) => value !== ''),
  );
  const same = findResponseType([...values].join(' '));
  return same?.response_type ?? nearestName(response_type, NAMES);
}

/** The grant types a client must be registered with to use a response type (RFC 7591 §2.1). */
export function grantTypesOf(response_type: ResponseType): readonly string[] {
  const grant_types: string[] = [];
  if (response_type.code) grant_types.push('authorization_code');
  if (response_type.access_token || response_type.id_token) grant_types.push('implicit');
  return grant_types;
}

/** Whether anything asked for is a token, so that the answer, an error too, must stay out of the query (§5). */
export function asksForToken(response_type: string | undefined): boolean {
  return response_type?.split(' ').some((value) => value === 'token' || value === 'id_token') ?? false;
}
