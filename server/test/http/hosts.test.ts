/**
 * What stands at a host where no tenant lives, at `/` of a tenant, and at paths that browsers ask for by themselves.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { serve } from '../../src/main.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';
import { freePort } from '../ports.ts';
import { type Stack, startStack } from '../stack.ts';
import { UserAgent } from '../user-agent.ts';

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
      const { issuers, ...told } = JSON.parse(answer.body);
      assert.deepEqual(told, {
        error: 'invalid_request',
        error_description: 'no tenant lives at this host',
        host: own(),
      });
      assert.deepEqual(issuers.includes(stack.issuer('acme')), true);
    }
  });

  test('which issuers there are is in no JSON that others could read: behind a tunnel, at another name, or a page of any site', async () => {
    const path = '/.well-known/openid-configuration';
    const answers = [
      await at(own()).send(path, { headers: { 'x-forwarded-for': '203.0.113.7' } }),
      await at(own()).send(path, { headers: { origin: 'https://evil.test' } }),
      await at(`evil.test:${stack.port}`).send(path),
    ];
    for (const { status, body } of answers) {
      assert.equal(status, 421);
      assert.doesNotMatch(body, /acme|globex|issuers|"host"/);
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
    assert.match(body, /id="site-name"><bdi>acme<\/bdi>/);
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

  test('the icon that browsers ask for is nothing, and nothing to warn of', async () => {
    const { status, body, headers } = await at(stack.host('acme')).send('/favicon.ico');
    assert.deepEqual([status, body, headers['cache-control']], [204, '', 'public, max-age=300']);
    assert.doesNotMatch(stack.logged(), /favicon/);
  });
});
