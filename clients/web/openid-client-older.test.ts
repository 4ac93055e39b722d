/**
 * openid-client 4 and 5 as npm has them, which passport and many SDKs stand on: everything by discovery, the secret by
 * Basic, and what they check of the metadata themselves.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { generators as generators4, Issuer as Issuer4 } from 'openid-client-4';
import { generators as generators5, Issuer as Issuer5 } from 'openid-client-5';
import { flows } from '../flows.ts';
import { ALICE, CLIENT_SECRET, openStand, REDIRECT_URI, type Stand } from './stand.ts';

let stand: Stand;

before(async () => {
  stand = await openStand();
  for (const client_id of ['rp4', 'rp5']) await stand.register(client_id, { redirect_uris: [REDIRECT_URI] });
});

after(() => stand.close());

type Library = {
  readonly client_id: string;
  readonly Issuer: typeof Issuer4 | typeof Issuer5;
  readonly generators: typeof generators4 | typeof generators5;
};

/** Signs in, reads /userinfo, renews, has its token judged and taken back. */
async function walk({ client_id, Issuer, generators }: Library): Promise<void> {
  const issuer = await Issuer.discover(stand.issuer);
  const client = new issuer.Client({
    client_id,
    client_secret: CLIENT_SECRET,
    redirect_uris: [REDIRECT_URI],
  });
  const [state, nonce, code_verifier] = [generators.state(), generators.nonce(), generators.codeVerifier()];
  const asked = client.authorizationUrl({
    scope: 'openid email offline_access',
    state,
    nonce,
    code_challenge: generators.codeChallenge(code_verifier),
    code_challenge_method: 'S256',
  });
  const callback = await stand.callback(asked);
  const tokens = await client.callback(REDIRECT_URI, client.callbackParams(callback.href), {
    state,
    nonce,
    code_verifier,
  });
  assert.equal(tokens.claims().sub, ALICE.sub);
  assert.equal((await client.userinfo(tokens)).email, ALICE.email);
  const renewed = await client.refresh(tokens);
  const { refresh_token = tokens.refresh_token ?? '' } = renewed;
  await client.revoke(refresh_token);
  await assert.rejects(client.refresh(refresh_token), { error: 'invalid_grant' });
}

const FLOW = 'discovery; code + PKCE, secret by Basic; userinfo; refresh; revocation';

flows('openid-client 4', {
  [FLOW]: () => walk({ client_id: 'rp4', Issuer: Issuer4, generators: generators4 }),
});

flows('openid-client 5', {
  [FLOW]: () => walk({ client_id: 'rp5', Issuer: Issuer5, generators: generators5 }),
});
