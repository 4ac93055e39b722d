import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { describeSettings, readConfig } from './config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

test('what is printed holds no secret, not even the password in a database URL', () => {
  const secrets = ['hunter2', 'p@ss2', 'third', KEY, 'fourth', 'fifth', 'sixth'];
  const printed = [
    { TACIT_DATABASE_URL: 'postgres://tacit:hunter2@db/tacit', TACIT_MASTER_KEY: KEY },
    { TACIT_DATABASE_URL: 'postgres://tacit:p@ss2@db/tacit?sslmode=require&sslpassword=third' },
    {
      TACIT_ADMIN_CLIENT_SECRET: 'fourth',
      TACIT_SMTP_URL: 'smtp://u:fifth@mail',
      TACIT_DEMO_PASSWORD: 'sixth',
    },
  ].map((env) => JSON.stringify(describeSettings(env)));
  for (const secret of secrets) assert.ok(!printed.join().includes(secret), secret);
  assert.match(
    printed.join(),
    /postgres:\/\/tacit:\[secret\]@db\/tacit\?sslmode=require&sslpassword=\[secret\]/,
  );
});

test('a secret that is refused is not repeated', () => {
  const env = { TACIT_MASTER_KEY: 'hunter2', TACIT_DATABASE_URL: 'oracle://u:hunter2@h' };
  const read = readConfig(env);
  assert.ok(!read.ok);
  assert.equal(read.error.length, 2);
  assert.ok(!read.error.join().includes('hunter2'));
});

test('the printed table has every setting once, with a sentence, and says which values are defaults', () => {
  const rows = describeSettings({ TACIT_PORT: '4100' });
  assert.equal(new Set(rows.map(({ name }) => name)).size, rows.length);
  assert.ok(rows.every(({ doc }) => doc.endsWith('.')));
  const shown = rows.filter(({ name }) => /_PORT|_BASE_URL|_MASTER/.test(name));
  assert.deepEqual(
    shown.map(({ name, value, is_default }) => [name, value, is_default]),
    [
      ['TACIT_PORT', '4100', false],
      ['TACIT_BASE_URL', 'http://localhost:4100', true],
      ['TACIT_MASTER_KEY', '', true],
      ['TACIT_MASTER_KEY_PREVIOUS', '', true],
    ],
  );
});

test('the guide has every setting with its default', async () => {
  const guide = await readFile(new URL('../../docs/operate/settings.md', import.meta.url), 'utf8');
  for (const { name, value } of describeSettings({})) {
    const cell = value === '' ? '' : `\`${value}\``;
    assert.ok(guide.includes(`| \`${name}\` | ${cell} |`), name);
  }
});
