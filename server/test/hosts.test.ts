/**
 * Every host leads somewhere sensible: the issuer's, another one of the tenant's, and one where nobody lives; and what is at `/`.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import { readConfig } from '../src/config.ts';
import { serve } from '../src/main.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../src/resources/tenant/settings.ts';
import { ALICE, B0, sendRaw, statusOf } from './attacks/requests.ts';
import { freePort, type Stack, startStack } from './stack.ts';
import { type Answer, fragment, UserAgent } from './user-agent.ts';

const HTML = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

let stack: Stack;
before(async () => {
  stack = await startStack({ logLevel: 'warn' });
  const settings = TENANT_SETTINGS_DEFAULTS;
  await stack.storage.tenants.save({ tenant_id: 't-newborn', name: 'newborn', region: 'us', settings });
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
  ...readFileSync(join(import.meta.dirname, '../src/app.ts'), 'utf8').matchAll(/^ {2}'(\/[^']*)': \{/gm),
].map(([, path = '']) => path);

describe('at a host of the tenant that is not its issuer’s', () => {
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
    assert.equal((await stack.browser().send('/', { headers: HTML })).status, 200);
    assert.equal((await stack.browser().send('/login')).location, '');
  });
});

describe('at a host where no tenant lives', () => {
  const own = () => `clinic.us.auth.localhost:${stack.port}`;

  test('people are told which host it was, and at their own machine which there are', async () => {
    const { status, body, headers } = await at(own()).send('/', { headers: HTML });
    assert.equal(status, 421);
    assert.match(body, new RegExp(`id="unknown-host"><bdi>${own()}</bdi>`));
    for (const tenant of ['acme', 'globex'])
      assert.ok(body.includes(`href="${stack.issuer(tenant)}"`), tenant);
    assert.match(String(headers['content-security-policy']), /form-action 'self'; frame-ancestors 'none'$/);
    const german = await at(own()).send('/', { headers: { ...HTML, 'accept-language': 'de' } });
    assert.match(german.body, /<html lang="de">/);
  });

  test('the address of the machine is a host as well', async () => {
    const { body } = await at(`127.0.0.1:${stack.port}`).send('/account', { headers: HTML });
    assert.ok(body.includes(`href="${stack.issuer('acme')}"`));
  });

  test('behind a tunnel, and by a name of others that leads here, nobody learns which there are (DNS rebinding)', async () => {
    const tunnelled = await at(own()).send('/', { headers: { ...HTML, 'x-forwarded-for': '203.0.113.7' } });
    const rebound = await at(`evil.test:${stack.port}`).send('/', { headers: HTML });
    for (const { status, body } of [tunnelled, rebound]) {
      assert.equal(status, 421);
      assert.doesNotMatch(body, /acme|globex|npx/);
    }
  });

  test('XS-01 a hostile host is shown as text, and cut', async () => {
    const host = `"><script>alert(1)</script>${'a'.repeat(500)}`;
    const { body } = await at(host).send('/', { headers: HTML });
    assert.doesNotMatch(body, /<script/);
    assert.ok(!body.includes('a'.repeat(100)));
  });

  test('programs get JSON: where they ask for nothing else, and at the paths that are theirs', async () => {
    const asked = [
      ['/', {}],
      ['/', { accept: '*/*' }],
      ['/account', { accept: 'application/json' }],
      ['/oauth/token', HTML],
      ['/.well-known/openid-configuration', HTML],
    ] as const;
    for (const [path, headers] of asked) {
      const answer = await at(own()).send(path, { headers });
      assert.equal(answer.status, 421);
      assert.deepEqual(JSON.parse(answer.body), {
        error: 'invalid_request',
        error_description: 'no tenant lives at this host',
      });
    }
  });

  test('the log has it at warn, once', async () => {
    const host = 'seen-in-the-log.test';
    for (const path of ['/', '/authorize', '/']) await at(host).send(path);
    const lines = stack
      .logged()
      .split('\n')
      .filter((line) => line.includes(host))
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ level, host: told, path }) => [level, told, path]),
      [[40, host, '/']],
    );
    assert.match(lines[0].request_id, /^.{16}$/);
  });
});

describe('where there is no tenant yet', () => {
  test('the page says how to make one, and only at the machine itself', async () => {
    const port = await freePort();
    const config = readConfig({ TACIT_DATABASE_URL: 'sqlite::memory:', TACIT_PORT: `${port}` });
    assert.ok(config.ok);
    const server = await serve({ config: config.value, log: pino({ level: 'silent' }) });
    try {
      const browser = new UserAgent({ port, host: `localhost:${port}` });
      const own = await browser.send('/', { headers: HTML });
      assert.equal(own.status, 421);
      assert.match(own.body, /id="unknown-host-no-tenant">.*<code>npx tacit init<\/code>/);
      const tunnelled = await browser.send('/', { headers: { ...HTML, via: '1.1 tunnel' } });
      assert.doesNotMatch(tunnelled.body, /npx/);
    } finally {
      await server.close();
    }
  });
});

describe('at / of a tenant', () => {
  test('a page says where one is, what its issuer is and where one’s account is', async () => {
    const { status, body } = await stack.browser().send('/', { headers: HTML });
    assert.equal(status, 200);
    assert.match(body, /<p class="site" id="site-name"><bdi>acme<\/bdi><\/p>/);
    assert.ok(body.includes(`<code id="front-issuer">${stack.issuer('acme')}</code>`));
    assert.match(body, /id="front-account" href="\/account"/);
    assert.match(body, /href="\/\.well-known\/openid-configuration"/);
    assert.doesNotMatch(body, /<script|<form/);
  });

  test('at the machine itself it shows the mailbox and the other tenants; others learn of neither', async () => {
    const own = await stack.browser().send('/', { headers: HTML });
    assert.match(own.body, /href="\/dev\/mailbox"/);
    assert.ok(own.body.includes(`href="${stack.issuer('globex')}"`));
    assert.doesNotMatch(own.body, /id="front-no-client"/);
    for (const name of ['x-forwarded-for', 'forwarded', 'via']) {
      const other = await stack.browser().send('/', { headers: { ...HTML, [name]: 'x' } });
      assert.doesNotMatch(other.body, /globex|mailbox|front-machine|npx/, name);
    }
  });

  test('a tenant without an application says how to get one', async () => {
    const { body } = await at(stack.host('newborn')).send('/', { headers: HTML });
    assert.match(body, /id="front-no-client">.*<code>npx tacit init<\/code>/);
  });

  test('a program gets the three addresses', async () => {
    const issuer = stack.issuer('acme');
    for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }]) {
      const { status, body } = await stack.browser().send('/', { headers });
      assert.equal(status, 200);
      assert.deepEqual(JSON.parse(body), {
        issuer,
        openid_configuration: `${issuer}.well-known/openid-configuration`,
        account: `${issuer}account`,
      });
    }
    const head = await stack.browser().send('/', { method: 'HEAD' });
    assert.deepEqual([head.status, head.body], [200, '']);
    assert.equal((await stack.browser().post('/', {})).status, 405);
  });
});

describe('what is asked for at known paths', () => {
  test('a password manager is sent to where a password is changed (A Well-Known URL for Changing Passwords)', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { status, location } = await stack.browser().send('/.well-known/change-password', { method });
      assert.deepEqual([status, location], [303, '/account/password']);
    }
    const absent = '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200';
    assert.equal((await stack.browser().send(absent)).status, 404);
  });

  test('the icon that browsers ask for is nothing, for a day, at every host, and nothing to warn of', async () => {
    for (const host of [stack.host('acme'), 'icon.test']) {
      const { status, body, headers } = await at(host).send('/favicon.ico');
      assert.deepEqual([status, body, headers['cache-control']], [204, '', 'public, max-age=86400']);
    }
    assert.doesNotMatch(stack.logged(), /icon\.test|favicon/);
  });
});
