/**
 * The dialogue of `tacit init`, as somebody at a terminal types it.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { type Config, readConfig } from '@tacit/server/config';
import { applyFile } from '@tacit/server/operator';
import { askForChoices } from '../src/init/questions.ts';
import { operator, read } from './operator.ts';

async function database(t: TestContext): Promise<{ config: Config; file: string }> {
  const { directory } = await operator(t);
  const file = join(directory, 'tacit.db');
  const config = readConfig({ TACIT_DATABASE_URL: `sqlite:${file}` });
  assert.ok(config.ok);
  return { config: config.value, file };
}

async function talk(config: Config, lines: readonly string[]) {
  const output = new PassThrough();
  const said = read(output);
  const streams = { input: Readable.from(lines.map((line) => `${line}\n`)), output };
  const choices = await askForChoices(config, { file: 'tacit.yaml', apply: true }, streams);
  output.end();
  return { choices, said: await said };
}

const USUAL = {
  spa: 'http://localhost:5173',
  api: 'urn:my:api',
  flow: 'code',
  tenant: 'dev',
  region: undefined,
  user: 'you@example.com',
  sdk: 'browser',
  guard: 'guard',
};

test('empty lines are the defaults, which stand in brackets', async (t) => {
  const { config, file } = await database(t);
  const { choices, said } = await talk(config, ['', '', '', '', '']);
  assert.deepEqual(choices, USUAL);
  assert.equal(
    said,
    'Tenant [dev]: Address of your page [http://localhost:5173]: Identifier of your API [urn:my:api]: How the page gets tokens, code or implicit [code]: E-mail address of the first user [you@example.com]: ',
  );
  assert.equal(existsSync(file), false);
});

test('an answer that cannot be meant is refused in the words of its rule and asked for again', async (t) => {
  const { config } = await database(t);
  const lines = [
    'My',
    'shop',
    'http://app.example',
    'https://app.example',
    'my api',
    'urn:a',
    'both',
    ' implicit ',
    'me',
    'me@a.example',
  ];
  const { choices, said } = await talk(config, lines);
  assert.deepEqual(choices, {
    ...USUAL,
    tenant: 'shop',
    spa: 'https://app.example',
    api: 'urn:a',
    flow: 'implicit',
    user: 'me@a.example',
  });
  assert.deepEqual(
    said
      .split('\n')
      .slice(0, -1)
      .map((line) => line.replace(/^.*\]: +/, '')),
    [
      'must be lower-case letters, digits and hyphens, with no hyphen at either end, and have at least 3 characters',
      'uses http: only localhost may',
      'must be ASCII without spaces',
      'is to be code or implicit',
      'must be an e-mail address',
    ],
  );
});

test('the only tenant is not asked for, and nobody is asked for where there is somebody; of several one is chosen', async (t) => {
  const { config } = await database(t);
  const apply = async (text: string) => {
    const stdin = Readable.from([text]);
    assert.ok((await applyFile({ file: '-', stdin, config, env: {}, dryRun: false })).ok);
  };
  await apply('tenants: [{ name: acme, region: us }]');
  const only = await talk(config, ['', '', '']);
  assert.deepEqual(only.choices, { ...USUAL, tenant: undefined, user: undefined });
  await apply('tenants: [{ name: shop, region: eu }]');
  const { choices, said } = await talk(config, ['shpo', 'shop.eu', '', '', '']);
  assert.deepEqual(choices, { ...USUAL, tenant: 'shop.eu', user: undefined });
  assert.match(said, /^Tenant, one of acme\.us, shop\.eu \[acme\.us\]: {3}is not there: did you mean shop\?/);
});

test('whoever goes away in the middle has chosen nothing', async (t) => {
  const { config } = await database(t);
  assert.equal((await talk(config, ['', ''])).choices, undefined);
});
