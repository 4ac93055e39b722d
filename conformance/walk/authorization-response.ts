/**
 * What a client must check of an implicit response before it uses anything in it (RFC 6749 §4.2.2, OIDC Core §3.2.2.8,
 * RFC 9207 §2.4).
 */

export type Sent = {
  readonly response_type: string;
  readonly state: string;
  readonly nonce: string;
  readonly issuer: string;
  /** Whether the server promised to name itself in each response. */
  readonly iss_promised: boolean;
};

export type Tokens = { readonly access_token: string | undefined; readonly id_token: string | undefined };

/** The tokens of a response that is the answer to what was sent; throws a sentence at the first thing that is not. */
export function readResponse(location: URL, sent: Sent): Tokens {
  const answer = readParameters(location, sent);
  const error = answer.get('error');
  if (error !== null) {
    throw new Error(`The server answered ${error}: ${answer.get('error_description') ?? 'no description'}`);
  }
  const types = new Set(sent.response_type.split(' '));
  const access_token = answer.get('access_token') ?? undefined;
  const id_token = answer.get('id_token') ?? undefined;
  expect(types.has('token') === (access_token !== undefined), 'access_token and response_type do not agree');
  expect(types.has('id_token') === (id_token !== undefined), 'id_token and response_type do not agree');
  if (access_token !== undefined) {
    expect(answer.get('token_type')?.toLowerCase() === 'bearer', 'token_type is not Bearer');
    expect(Number(answer.get('expires_in') ?? '1') > 0, 'expires_in is not a positive number');
  }
  return { access_token, id_token };
}

/** The `error` of a response that must be a refusal or a success, with `state` and `iss` checked in both cases. */
export function readError(location: URL, sent: Sent): string | undefined {
  return readParameters(location, sent).get('error') ?? undefined;
}

function readParameters(location: URL, sent: Sent): URLSearchParams {
  for (const name of ['access_token', 'id_token', 'error', 'state']) {
    expect(!location.searchParams.has(name), `${name} is in the query, where servers log it`);
  }
  const answer = new URLSearchParams(location.hash.slice(1));
  const names = [...answer.keys()];
  expect(names.length > 0, 'there is nothing in the fragment');
  expect(new Set(names).size === names.length, 'a parameter is there twice');
  expect(answer.get('state') === sent.state, 'state is not the one that was sent');
  const iss = answer.get('iss');
  // Some servers leave `iss` out beside an ID token, whose own `iss` is verified (RFC 9207 §1, §4).
  const needed = sent.iss_promised && !answer.has('id_token');
  expect(iss === sent.issuer || (iss === null && !needed), 'iss is not the issuer');
  return answer;
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`Authorization response: ${otherwise}.`);
}
