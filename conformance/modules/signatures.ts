/**
 * How ID tokens are signed: the default, what a client asks for, and a key that is replaced.
 */
import { must, should } from '../checks/finding.ts';
import { isText, textList } from '../checks/json.ts';
import { readKeys } from '../checks/jwks.ts';
import { obtainClient, registerClient } from '../relying-party/client.ts';
import { signIn } from '../relying-party/sign-in.ts';
import { beginVisit } from '../relying-party/visit.ts';
import { type Module, Skip, type Test } from '../runner/module.ts';

type Run = Module['run'];

/** Without a word of the client's, or on its wish: RS256, by a key that is named. */
function signedWithRs256(metadata: { readonly id_token_signed_response_alg?: string }): Run {
  return async (test) => {
    const { idToken } = await signIn(beginVisit(test, await registerClient(test, metadata)));
    test.report([
      ...must(idToken.header.alg === 'RS256', `ID token: signed with ${idToken.header.alg}, not RS256`),
      ...must(isText(idToken.header.kid), 'ID token: no kid in the header'),
    ]);
  };
}

const unsigned: Run = async (test) => {
  const client = await registerClient(test, { id_token_signed_response_alg: 'none' });
  const { idToken } = await signIn(beginVisit(test, client));
  test.report(must(idToken.header.alg === 'none', `ID token: alg is ${idToken.header.alg}, not none`));
};

function withoutNone({ issuer }: Test): string | undefined {
  const algs = textList(issuer.document['id_token_signing_alg_values_supported']) ?? [];
  return algs.includes('none') ? undefined : 'the issuer does not offer unsigned ID tokens';
}

/** After a rotation the key set must have a new key, and should keep the old one for tokens still in use. */
const rotatedKeys: Run = async (test) => {
  if (!test.rotateKeys) {
    throw new Skip('the key is rotated by the operator: --rotate-keys COMMAND says how');
  }
  const client = await obtainClient(test);
  const first = await signIn(beginVisit(test, client));
  const before = readKeys(await test.readKeys());
  await test.rotateKeys();
  const after = readKeys(await test.readKeys());
  const has = (keys: typeof before, name: string, value: unknown) => keys.some((key) => key[name] === value);
  const fresh = after.filter(
    ({ kid, n }) => !has(before, 'kid', kid) && (n === undefined || !has(before, 'n', n)),
  );
  test.report([
    ...must(fresh.length > 0, 'JWKS: no key with a new kid and a new modulus after the rotation'),
    ...should(has(after, 'kid', first.idToken.header.kid), 'JWKS: the old key is gone at once'),
  ]);
  await signIn(beginVisit(test, client));
};

export const SIGNATURE_MODULES: readonly Module[] = [
  { name: 'oidcc-idtoken-signature', needsRegistration: true, run: signedWithRs256({}) },
  {
    name: 'oidcc-idtoken-rs256',
    needsRegistration: true,
    run: signedWithRs256({ id_token_signed_response_alg: 'RS256' }),
  },
  { name: 'oidcc-idtoken-unsigned', needsRegistration: true, skipWhen: withoutNone, run: unsigned },
  { name: 'oidcc-server-rotate-keys', run: rotatedKeys },
];
