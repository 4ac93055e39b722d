/**
 * Wherever an address is registered, by the operator's file or by the client itself, what can lead nowhere and what says
 * an answer before we do is refused in the same words.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgedRegistration } from '../../../test/clients/registration.ts';
import { complaints, ofClient, ofTenant } from '../../../test/operator/operator.ts';

const WORDS: Readonly<Record<string, string>> = {
  'https://app.test/?code=1': 'has code in its query, which is a name of the response',
  'https://app.test/?a=b&%73tate=1': 'has state in its query, which is a name of the response',
  'https://app.test/?id_token': 'has id_token in its query, which is a name of the response',
  'https://app.test/?error=x': 'has error in its query, which is a name of the response',
  'https://xn--/': 'has a host that can never be reached: one of its labels is not punycode',
  'https://app.xn--a.test/': 'has a host that can never be reached: one of its labels is not punycode',
  [`https://${'a'.repeat(64)}.test/`]:
    'has a host that can never be reached: one of its labels is longer than 63 characters',
  [`https://${'a'.repeat(300)}/`]: 'has a host that can never be reached: it is longer than 253 characters',
  'https://app.test:0/': 'has a host that can never be reached: nothing listens at port 0',
  'https://-app.test/':
    'has a host that can never be reached: one of its labels begins or ends with a hyphen',
};

const SINGLE = [
  'logo_uri',
  'client_uri',
  'policy_uri',
  'tos_uri',
  'jwks_uri',
  'sector_identifier_uri',
  'initiate_login_uri',
  'frontchannel_logout_uri',
];

const LISTS = ['callbacks', 'allowed_logout_urls', 'request_uris', 'web_origins', 'allowed_origins'];

test('an address that leads nowhere or says an answer is refused in every field of the file', async () => {
  for (const [uri, words] of Object.entries(WORDS)) {
    const fields = {
      ...Object.fromEntries(SINGLE.map((name) => [name, ofClient(`${name}: "${uri}"`)])),
      ...Object.fromEntries(LISTS.map((name) => [name, ofClient(`${name}: ["${uri}"]`)])),
      backchannel_logout_urls: ofClient(`oidc_logout: { backchannel_logout_urls: ["${uri}"] }`),
      settings: ofTenant(`settings: { allowed_logout_urls: ["${uri}"] }`),
    };
    for (const [field, text] of Object.entries(fields)) {
      const [complaint = '', ...others] = await complaints(text);
      assert.ok(complaint.endsWith(` ${words}`), `${field} ${complaint}`);
      const isOfOrigin = (other: string) => other.endsWith('at another origin than every one of callbacks');
      assert.deepEqual(
        others.filter((other) => !isOfOrigin(other)),
        [],
      );
    }
  }
});

test('an address that leads nowhere or says an answer is refused in every member of a registration (RFC 7591 §3.2.2)', () => {
  for (const [uri, words] of Object.entries(WORDS)) {
    const documents = {
      ...Object.fromEntries([...SINGLE, 'backchannel_logout_uri'].map((name) => [name, { [name]: uri }])),
      redirect_uris: { redirect_uris: [uri] },
      request_uris: { request_uris: [uri] },
      post_logout_redirect_uris: { post_logout_redirect_uris: [uri] },
    };
    for (const [name, document] of Object.entries(documents)) {
      const judged = judgedRegistration({ redirect_uris: ['https://rp.test/cb'], ...document }, () => true);
      assert.ok(!judged.ok, `${name} ${uri}`);
      assert.ok(judged.error.error_description?.includes(words), `${name} ${judged.error.error_description}`);
    }
  }
});

test('a picture or page of a tenant is at a host that can be reached', async () => {
  for (const uri of ['https://xn--/', `https://${'a'.repeat(64)}.test/`, 'https://a.test:0/']) {
    assert.match(
      (await complaints(ofTenant(`settings: { branding: { logo_url: "${uri}" } }`)))[0] ?? '',
      /logo_url must have a host that can be reached$/,
    );
  }
});

test('a domain of a tenant is a name that could exist', async () => {
  for (const domain of [
    'xn--',
    'login.xn--a',
    'login.example.',
    'LOGIN.example',
    'login.example:443',
    'löwe.example',
  ])
    assert.equal(
      (await complaints(`tenants: [{ name: acme, region: us, domain: "${domain}" }]`)).length,
      1,
      domain,
    );
  assert.deepEqual(
    await complaints('tenants: [{ name: acme, region: us, domain: xn--lwe-sna.example }]'),
    [],
  );
});

test('mail_from is one mailbox, as TACIT_MAIL_FROM is', async () => {
  const of = (mail_from: string) =>
    complaints(ofTenant(`settings: { mail_from: ${JSON.stringify(mail_from)} }`));
  for (const wrong of ['a@b.test, c@d.test', 'a@b.test,c@d.test', 'g: a@b.test;', 'a', 'a@b.test <c@d.test>'])
    assert.deepEqual(await of(wrong), [
      '4:28 mail_from must be an address like no-reply@example.com, or Name <address>',
    ]);
  assert.match((await of('a@b.test\r\nBcc: c@d.test'))[0] ?? '', /mail_from must/);
  for (const right of ['no-reply@acme.test', 'Acme <no-reply@acme.test>'])
    assert.deepEqual(await of(right), []);
});
