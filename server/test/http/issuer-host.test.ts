/**
 * A host of a tenant that is not its issuer's: people are led to the issuer's, where cookies and forms are, and programs answered.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ALICE, B0, policyOf, sendRaw, statusOf } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, query, UserAgent } from '../user-agent.ts';

let stack: Stack;
before(async () => {
  stack = await startStack({ logLevel: 'warn' });
});
after(() => stack.close());

/** A browser at any host of the server's. */
function at(host: string): UserAgent {
  return new UserAgent({ port: stack.port, host });
}

/** The hosts of the tenant `acme` beside its issuer's. */
function beside(): readonly string[] {
  const { port } = stack;
  return [`acme.auth.localhost:${port}`, `acme.us.auth.localhost.:${port}`, `acme.auth.localhost.:${port}`];
}

/** Without the empty fragment that keeps one of the address that led here from going along (RFC 9110 §10.2.2). */
function ledTo({ location }: Answer): string {
  return location.replace(/#$/, '');
}

const PATHS = [
  ...readFileSync(join(import.meta.dirname, '../../src/app.ts'), 'utf8').matchAll(/^ {2}'(\/[^']*)': \{/gm),
].map(([, path = '']) => path);

test('a long address is led there by a page that says no more than it, in a frame by a redirect, of a form without a long query', async () => {
  const long = `/authorize?${query({ ...B0, state: 'x'.repeat(5_000) })}`;
  for (const host of beside()) {
    const page = await at(host).send(long);
    assert.deepEqual([page.status, ledTo(page)], [200, `${stack.issuer('acme')}${long.slice(1)}`]);
    assert.match(policyOf(page), /; frame-ancestors 'none'$/);
    assert.doesNotMatch(page.body, /Taking you back/);
    const posted = await at(host).send(long, { method: 'POST' });
    assert.deepEqual([posted.status, ledTo(posted)], [307, `${stack.issuer('acme')}authorize`]);
  }
  const [host = ''] = beside();
  const headers = { 'sec-fetch-dest': 'iframe' };
  const framed = await at(host).send(`/authorize?${query({ ...B0, state: 'x'.repeat(2_800) })}`, { headers });
  assert.equal(framed.status, 303);
});

test('every path is led to the issuer or answered as it is there, and nothing is remembered', async () => {
  assert.ok(PATHS.length > 40);
  for (const host of beside()) {
    const led: string[] = [];
    for (const path of PATHS) {
      const browser = at(host);
      const answer = await browser.send(`${path}?a=1&b=%2F`);
      assert.deepEqual([...browser.cookies], [], path);
      if (answer.location !== '') {
        assert.deepEqual(
          [answer.status, ledTo(answer)],
          [303, `${stack.issuer('acme')}${path.slice(1)}?a=1&b=%2F`],
        );
        led.push(path);
      } else {
        assert.equal(answer.status, (await stack.browser().send(`${path}?a=1&b=%2F`)).status, path);
      }
    }
    for (const path of [
      '/',
      '/authorize',
      '/login',
      '/account',
      '/account/sessions',
      '/v2/logout',
      '/oidc/logout',
      '/dev/mailbox',
      '/.well-known/change-password',
    ])
      assert.ok(led.includes(path), path);
    for (const path of [
      '/oauth/token',
      '/userinfo',
      '/.well-known/jwks.json',
      '/.well-known/openid-configuration',
      '/avatar/:file',
    ])
      assert.ok(!led.includes(path), path);
  }
});

test('programs are answered, with the one issuer', async () => {
  for (const host of beside()) {
    const { body } = await at(host).send('/.well-known/openid-configuration');
    assert.equal(JSON.parse(body).issuer, stack.issuer('acme'));
    assert.ok(JSON.parse((await at(host).send('/.well-known/jwks.json')).body).keys.length > 0);
    const refused = await at(host).post('/oauth/token', { grant_type: 'nonsense', client_id: 'code1' });
    assert.equal(JSON.parse(refused.body).error, 'unsupported_grant_type');
    assert.equal((await at(host).send('/userinfo')).status, 401);
  }
});

test('HEAD is led on as GET is, and a form keeps its method where clients send one (RFC 9110 §15.4.8)', async () => {
  for (const host of beside()) {
    const head = await at(host).send('/authorize?client_id=spa1', { method: 'HEAD' });
    assert.deepEqual([head.status, ledTo(head)], [303, `${stack.issuer('acme')}authorize?client_id=spa1`]);
    for (const path of ['/authorize', '/oidc/logout']) {
      const form = await at(host).post(`${path}?x=1`, { client_id: 'spa1' });
      assert.deepEqual([form.status, ledTo(form)], [307, `${stack.issuer('acme')}${path.slice(1)}?x=1`]);
    }
  }
});

test('a form of ours is not led on with what was typed into it: it is from no page of ours', async () => {
  for (const host of beside()) {
    const origin = `http://${host}`;
    for (const path of ['/login', '/consent', '/signup', '/account', '/account/password']) {
      const answer = await at(host).post(path, { ...ALICE, action: 'login' }, { origin });
      assert.ok([400, 403].includes(answer.status), `${path} ${answer.status}`);
      assert.equal(answer.location, '');
    }
  }
});

test('who begins there signs in at the issuer', async () => {
  const [host = ''] = beside();
  const begun = await at(host).send(`/authorize?${new URLSearchParams(B0)}`);
  const browser = stack.browser();
  const { pathname, search } = new URL(begun.location);
  const page = await browser.follow(await browser.send(`${pathname}${search}`));
  assert.equal(fragment((await browser.signIn(page, ALICE)).location)['iss'], stack.issuer('acme'));
});

test('RD-01 nothing leads anywhere else, whatever the path is', async () => {
  const [host = ''] = beside();
  for (const target of [
    '//evil.test',
    '//evil.test/authorize',
    '/\\evil.test',
    '/authorize/..//evil.test',
    '/.evil.test',
    '/@evil.test',
    '/authorize?//evil.test',
    '/authorize?@evil.test',
    '/login%0d%0aLocation:%20https://evil.test',
  ]) {
    const raw = await sendRaw(
      stack.port,
      `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    const location = /^location: (.*)$/im.exec(raw)?.[1];
    assert.ok(
      location === undefined || new URL(location).origin === new URL(stack.issuer('acme')).origin,
      target,
    );
    assert.match(statusOf(raw), /^(?:303|400|404)$/, target);
  }
});

test('the host of the issuer itself is where nothing is led from', async () => {
  assert.equal((await stack.browser().send('/')).status, 200);
  assert.equal((await stack.browser().send('/login')).location, '');
});
