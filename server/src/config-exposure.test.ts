/**
 * Settings that say who reaches the server, and who is believed of whom.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Config, configWarnings, type Environment, readConfig } from './config.ts';

function configured(env: Environment): Config {
  const read = readConfig(env);
  assert.ok(read.ok);
  return read.value;
}

function mistakes(env: Environment): readonly string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.error;
}

const PUBLIC = { TACIT_BASE_URL: 'https://auth.example.com', TACIT_SMTP_URL: 'smtps://mail.example.com' };

test('a server at localhost that others reach, a mailbox that they read, and proxies that are anybody are warned of', () => {
  const warned = (env: Environment) => configWarnings(configured(env)).join();
  for (const host of ['0.0.0.0', '::', '192.168.1.7', 'devbox'])
    assert.match(
      warned({ TACIT_HOST: host }),
      /other machines reach .* \/dev\/mailbox, .* this machine alone/,
    );
  for (const host of ['127.0.0.1', '127.0.0.9', '::1', 'localhost'])
    assert.equal(warned({ TACIT_HOST: host }), '');
  assert.equal(warned({ ...PUBLIC, TACIT_HOST: '0.0.0.0' }), '');
  const mailbox = { TACIT_UNSAFE_MAILBOX_FOR_EVERYBODY: 'true' };
  assert.match(warned(mailbox), /^TACIT_UNSAFE_MAILBOX_FOR_EVERYBODY: whoever/);
  assert.equal(warned({ ...PUBLIC, ...mailbox }), '', 'there is none');
  for (const range of ['0.0.0.0/0', '::/0', '0.0.0.0/1', '2000::/3', '10.0.0.1,128.0.0.0/7'])
    assert.match(warned({ TACIT_TRUST_PROXY: range }), /^TACIT_TRUST_PROXY has .*: whoever/);
  for (const range of ['10.0.0.0/8', 'fc00::/7', 'private, loopback', '203.0.113.5', '::1'])
    assert.equal(warned({ TACIT_TRUST_PROXY: range }), '', range);
});

test('the header that proxies set is any header that may name a client, in any case', () => {
  for (const name of ['forwarded', 'X-Real-IP', 'CF-Connecting-IP', 'x-forwarded-for'])
    assert.equal(configured({ TACIT_PROXY_HEADER: name }).proxyHeader, name.toLowerCase());
  for (const name of [
    'x_forwarded_for',
    'X-Forwarded-For, Forwarded',
    'x forwarded',
    '-',
    'Host',
    'cookie',
    'X-Real-IP:',
  ])
    assert.match(mistakes({ TACIT_PROXY_HEADER: name }).join(), /^TACIT_PROXY_HEADER is "/, name);
});

test('http on a host other than localhost starts only when the unsafe setting says so, and is warned of (RFC 9700 §2.6)', () => {
  const env = { TACIT_BASE_URL: 'http://auth.example.com' };
  assert.match(mistakes(env).join(), /^TACIT_BASE_URL uses http on a host that is not localhost/);
  assert.match(mistakes({ ...env, TACIT_BASE_URL: 'http://localhost.example.com' }).join(), /uses http/);
  assert.equal(mistakes({ ...env, TACIT_UNSAFE_ALLOW_INSECURE_HTTP: 'false' }).length, 1);
  const config = configured({ ...env, TACIT_UNSAFE_ALLOW_INSECURE_HTTP: 'true' });
  assert.deepEqual(configWarnings(config), [
    'http://auth.example.com is not https: passwords and tokens cross the network in clear.',
    'TACIT_SMTP_URL is not set: no mail is sent, so nobody can reset a password.',
  ]);
});

test('http on localhost and https anywhere start without a warning', () => {
  for (const origin of ['http://localhost:4000', 'http://auth.localhost', 'https://auth.example.com']) {
    const config = configured({ TACIT_BASE_URL: origin, TACIT_SMTP_URL: 'smtps://mail.example.com' });
    assert.equal(config.baseUrl.origin, origin);
    assert.deepEqual(configWarnings(config), []);
  }
});
