/**
 * The guide shows what `tacit init` prints; that its programs compile is tested where all programs of the guides are.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { apiLines } from '../src/init/api-lines.ts';
import { API_GUARDS } from '../src/init/choices.ts';
import { literal } from '../src/init/literal.ts';
import { pageLines, type Wiring } from '../src/init/page-lines.ts';

const GUIDE = new URL('../../docs/guides/your-own-application.md', import.meta.url);

const WIRING: Wiring = {
  issuer: 'http://localhost:4000/',
  client_id: 'my-page',
  audience: 'urn:my:api',
  scope: 'read',
  redirect_uri: 'http://localhost:5173/',
  origin: 'http://localhost:5173',
  flow: 'code',
  apiUrl: 'http://localhost:3001/hello',
};

test('the programs of the guide are those that are printed', async () => {
  const guide = await readFile(GUIDE, 'utf8');
  const programs = [...guide.matchAll(/^```(?:ts|html)\n(.*?)^```$/gms)].map(([, program]) => program);
  assert.deepEqual(programs, [
    ...(['browser', 'auth0-spa-js', 'article'] as const).map((sdk) => pageLines(sdk, WIRING).text),
    ...API_GUARDS.map((guard) => apiLines(guard, WIRING).text),
  ]);
});

test('in the implicit flow @tacit/browser is told so', () => {
  assert.match(pageLines('browser', { ...WIRING, flow: 'implicit' }).text, /^ {2}flow: 'implicit',$/m);
});

test('a name stays a name in a program and in a page, whatever is in it', () => {
  for (const text of ["it's", 'a\\b', '</script>', '"', '\u2028'])
    assert.equal(new Function(`return ${literal(text)}`)(), text);
  assert.doesNotMatch(literal('</script>'), /</);
});
