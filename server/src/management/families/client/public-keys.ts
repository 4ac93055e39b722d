/**
 * The public keys of a client, as Auth0 has them: a credential each.
 */
import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { err, ok, type Result } from '../../../protocol/result.ts';
import type { Values } from '../../../resources/kind.ts';
import { isMapping } from '../../../resources/shape.ts';
import { idOf } from '../../record-ids.ts';
import type { Translated } from '../../records.ts';

const PREFIX = 'cred_';

/** The credentials of a client, which are the keys of its set. */
export function credentialsOf({ jwks }: Values): readonly Values[] {
  return keysOf(jwks).map((key) => ({
    id: idOf(PREFIX, [String(key['kid'] ?? thumbprintOf(key))]),
    ...(typeof key['kid'] === 'string' ? { kid: key['kid'] } : {}),
    ...(typeof key['name'] === 'string' ? { name: key['name'] } : {}),
    ...(typeof key['alg'] === 'string' ? { alg: key['alg'] } : {}),
    credential_type: 'public_key',
    thumbprint_sha256: thumbprintOf(key),
  }));
}

/** The keys of a set. */
export function keysOf(jwks: unknown): readonly Values[] {
  const keys: readonly unknown[] = isMapping(jwks) && Array.isArray(jwks['keys']) ? jwks['keys'] : [];
  return keys.filter(isMapping);
}

/** What a key is by, in the order of their names (RFC 7638 §3.2). */
function thumbprintOf(key: Values): string {
  const members = ['crv', 'e', 'kty', 'n', 'x', 'y'].filter((name) => key[name] !== undefined);
  const text = JSON.stringify(Object.fromEntries(members.map((name) => [name, key[name]])));
  return createHash('sha256').update(text).digest('base64url');
}

/** The public key in a PEM; undefined: it holds none that signs what is taken here. */
function jwkOf(pem: string): JsonWebKey | undefined {
  // A private key has a public one too, and is nobody's to send.
  if (pem.includes('PRIVATE KEY')) return undefined;
  try {
    return createPublicKey(pem).export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** What a key of a type signs by (RFC 7518 §6.1). */
const ALGS_OF: Readonly<Record<string, readonly string[]>> = {
  RSA: ['RS256', 'PS256'],
  EC: ['ES256'],
  OKP: ['EdDSA'],
};

type Wrong = { readonly member: 'pem' | 'alg'; readonly message: string };

/** The key that a credential brings. */
export function keyOfCredential({ pem, name, alg, kid }: Values): Result<Values, Wrong> {
  const jwk = typeof pem === 'string' ? jwkOf(pem) : undefined;
  const algs = ALGS_OF[jwk?.kty ?? ''] ?? [];
  if (!jwk || algs.length === 0)
    return err({ member: 'pem', message: 'is no public key that signs, in PEM' });
  const by = alg ?? algs[0];
  if (!algs.some((one) => one === by))
    return err({ member: 'alg', message: `goes with no such key: it takes ${algs.join(', ')}` });
  const called = name === undefined ? {} : { name };
  return ok({ ...jwk, kid: kid ?? thumbprintOf({ ...jwk }), alg: by, use: 'sig', ...called });
}

/** Auth0 names the keys by which a client authenticates; here the method says that it does, and the keys are its `jwks`. */
export function withAuthenticationMethods(document: Values): Translated {
  const { client_authentication_methods: methods, ...rest } = document;
  if (methods === undefined || methods === null) return { document: rest, mistakes: [] };
  const at = 'client_authentication_methods';
  const { private_key_jwt: byKey, ...others } = isMapping(methods) ? methods : {};
  const brought: readonly unknown[] =
    isMapping(byKey) && Array.isArray(byKey['credentials']) ? byKey['credentials'] : [];
  const strange = Object.keys(others).map((name) => ({
    code: 'not_here',
    path: [at, name],
    message: 'is no way to authenticate here: there is private_key_jwt',
  }));
  const read = brought.map((one) =>
    isMapping(one) && one['pem'] !== undefined ? keyOfCredential(one) : undefined,
  );
  const keys = read.flatMap((one) => (one?.ok ? [one.value] : []));
  const wrong = read.flatMap((one, index) =>
    one?.ok === false
      ? [
          {
            code: 'invalid_key',
            path: [at, 'private_key_jwt', 'credentials', index, one.error.member],
            message: one.error.message,
          },
        ]
      : [],
  );
  const method = rest['token_endpoint_auth_method'] ?? (byKey === undefined ? undefined : 'private_key_jwt');
  return {
    document: {
      ...rest,
      ...(method === undefined ? {} : { token_endpoint_auth_method: method }),
      ...(keys.length === 0 ? {} : { jwks: { keys } }),
    },
    mistakes: [...strange, ...wrong],
  };
}
