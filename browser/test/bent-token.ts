/**
 * Sign-ins whose ID token is not the one the server made.
 */
import assert from 'node:assert/strict';
import { answer, type Json, redirect } from './authorization-server.ts';
import { assertRefused, visit } from './visit.ts';

/** A sign-in whose ID token is made of these, in the place of the good one. */
async function withToken(make: (header: Json, claims: Json) => Promise<string> | string) {
  const at = visit();
  const parameters = await answer(await at.authorize());
  const [header, claims] = (parameters['id_token'] ?? '')
    .split('.')
    .slice(0, 2)
    .map((part): Json => JSON.parse(Buffer.from(part, 'base64url').toString()));
  assert.ok(header && claims);
  const id_token = await make(header, claims);
  return { at, arrival: at.comeBack(redirect({ ...parameters, id_token })) };
}

/** Such a sign-in is refused with `invalid_id_token`. */
export async function assertTokenRefused(make: (header: Json, claims: Json) => Promise<string> | string) {
  const { at, arrival } = await withToken(make);
  return assertRefused(at, arrival, 'invalid_id_token');
}
