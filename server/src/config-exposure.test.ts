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
