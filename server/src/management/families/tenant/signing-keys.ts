/**
 * The keys that sign: seen, rotated and revoked.
 */

import { createHash, createPublicKey } from 'node:crypto';
import type { Exchange } from '../../../deps.ts';
import { parseJsonObject } from '../../../http/json-value.ts';
import { SIGNING_ALGS } from '../../../protocol/client/client.ts';
import { err, ok } from '../../../protocol/result.ts';
import type { Values } from '../../../resources/kind.ts';
import { isMapping } from '../../../resources/shape.ts';
import { type Asked, actorOf, type Operation, operation } from '../../operation.ts';
import { problem } from '../../problem.ts';

const text = { type: 'string' } as const;
const switched = { type: 'boolean' } as const;

const KEY = {
  type: 'object',
  properties: {
    kid: text,
    alg: text,
    cert: { ...text, description: 'Its certificate; of a key that has none the public key, both as PEM.' },
    fingerprint: { ...text, description: 'SHA-1 of what `cert` holds, in pairs.' },
    thumbprint: { ...text, description: 'The same without colons.' },
    ...{ current: switched, next: switched, previous: switched, revoked: switched },
    current_since: text,
    current_until: text,
    may_sign_from: { ...text, description: 'Of a next key: when every copy of the key set has it.' },
  },
  required: ['kid', 'cert', 'fingerprint', 'thumbprint'],
} as const;

const ROTATED = { type: 'object', properties: { kid: text, cert: text }, required: ['kid', 'cert'] } as const;

/** More than a tenant has at once. */
const MAX_KEYS = 500;

async function keysOf({ deps, tenant, issuer }: Exchange): Promise<readonly Values[]> {
  const { tenant_id } = tenant;
  const listed = await deps.desk.list('signing_key', tenant_id, { limit: MAX_KEYS });
  const published = parseJsonObject((await deps.keys.jwks(tenant_id, new URL(issuer).hostname)).body);
  const jwks: readonly unknown[] = Array.isArray(published?.['keys']) ? published['keys'] : [];
  return listed.flatMap(({ record }) => {
    const jwk = jwks.find((one) => isMapping(one) && one['kid'] === record['kid']);
    return isMapping(jwk) ? [keyOf(record, jwk)] : [];
  });
}

function keyOf({ kid, alg, state, created_at, expires_at, may_sign_at }: Values, jwk: Values): Values {
  const [der] = Array.isArray(jwk['x5c']) ? jwk['x5c'] : [];
  const held = typeof der === 'string' ? Buffer.from(der, 'base64') : publicKeyOf(jwk);
  const digest = createHash('sha1').update(held).digest('hex').toUpperCase();
  return {
    ...{ kid, alg },
    cert: pem(typeof der === 'string' ? 'CERTIFICATE' : 'PUBLIC KEY', held),
    fingerprint: digest.match(/../g)?.join(':') ?? '',
    thumbprint: digest,
    ...{ current: state === 'current', next: state === 'next', previous: state === 'previous' },
    revoked: false,
    ...(state === 'next' ? {} : { current_since: dateOf(created_at) }),
    ...(expires_at === undefined ? {} : { current_until: dateOf(expires_at) }),
    ...(may_sign_at === undefined ? {} : { may_sign_from: dateOf(may_sign_at) }),
  };
}

function publicKeyOf(jwk: Values): Buffer {
  return createPublicKey({ key: { ...jwk }, format: 'jwk' }).export({ type: 'spki', format: 'der' });
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\r\n');
}

function dateOf(seconds: unknown): string {
  return new Date(Number(seconds) * 1_000).toISOString();
}

/** Who asks, as the log names them. */
function byOf({ exchange: { request_id, address }, access }: Pick<Asked, 'exchange' | 'access'>) {
  return { request_id, ip: address, actor: actorOf(access) };
}

const NO_KEY = problem(404, 'inexistent_signing_key', 'There is no signing key of this kid');

export const SIGNING_KEY_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'signing_keys_list', method: 'GET', path: '/keys/signing' },
    sentence: 'Lists the keys that sign, will sign and have signed.',
    scopes: ['read:signing_keys'],
    answers: { 200: { type: 'array', items: KEY } },
    handle: async ({ exchange }) => ok({ status: 200, body: await keysOf(exchange) }),
  }),
  operation({
    ...{ id: 'signing_keys_show', method: 'GET', path: '/keys/signing/{kid}' },
    sentence: 'Shows a key that signs, will sign or has signed.',
    scopes: ['read:signing_keys'],
    answers: { 200: KEY },
    async handle({ exchange, path }) {
      const found = (await keysOf(exchange)).find(({ kid }) => kid === path['kid']);
      return found ? ok({ status: 200, body: found }) : err(NO_KEY);
    },
  }),
  operation({
    ...{ id: 'signing_keys_rotate', method: 'POST', path: '/keys/signing/rotate' },
    sentence:
      'Lets the next key of every algorithm sign; answers with the one that is to follow. Refused while somebody may not have heard of the next one.',
    scopes: ['create:signing_keys', 'update:signing_keys'],
    answers: { 201: ROTATED },
    async handle({ exchange, access }) {
      const { deps, tenant } = exchange;
      const nexts: string[] = [];
      for (const alg of SIGNING_ALGS) {
        const rotated = await deps.keys.rotate(tenant.tenant_id, alg, {
          by: byOf({ exchange, access }),
        });
        if (!rotated) continue;
        if (!rotated.ok) {
          const until = dateOf(rotated.error.allowed_at);
          const sentence = `The next key is not yet in every copy of the JWKS: it can sign from ${until} on`;
          return err(problem(409, 'key_too_young', sentence));
        }
        nexts.push(rotated.value.next);
      }
      const made = (await keysOf(exchange)).find(({ kid }) => kid === nexts[0]);
      return made ? ok({ status: 201, body: { kid: made['kid'], cert: made['cert'] } }) : err(NO_KEY);
    },
  }),
  operation({
    ...{ id: 'signing_keys_revoke', method: 'PUT', path: '/keys/signing/{kid}/revoke' },
    sentence: 'Takes a key out of use at once and for ever: what it signed is refused from now on.',
    scopes: ['update:signing_keys'],
    answers: { 200: ROTATED },
    async handle({ exchange, access, path: { kid = '' } }) {
      const found = (await keysOf(exchange)).find((one) => one['kid'] === kid);
      const by = byOf({ exchange, access });
      const revoked = found && (await exchange.deps.keys.revoke(exchange.tenant.tenant_id, kid, by));
      if (!revoked) return err(NO_KEY);
      return ok({ status: 200, body: { kid, cert: found['cert'] } });
    },
  }),
];
