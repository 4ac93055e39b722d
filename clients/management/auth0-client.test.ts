/**
 * What Auth0's own client for Node can ask for, read from its package: each path has a verdict here, and each parameter of a path that
 * is served is described. A new version of it is noticed here before an operator's script notices.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { OPERATIONS } from '../../server/src/management/operations.ts';
import { AUTH0_PATHS } from '../../server/test/management/auth0-paths.ts';

type Call = { readonly address: string; readonly parameters: readonly string[] };

/** `GET /clients/{}`: variables have other names there. */
const addressOf = (method: string, path: string) => `${method} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`;

/** Each method builds its query, and names its address where it hands an error over. */
function callsOf(program: string): readonly Call[] {
  const ends = /handleNonStatusCodeError\)\(_response\.error, _response\.rawResponse, "(\w+)", "([^"]+)"\)/g;
  let from = 0;
  return [...program.matchAll(ends)].map((end) => {
    const body = program.slice(from, end.index);
    from = end.index;
    const query = body.slice(body.lastIndexOf('const _queryParams = {')).split('};')[0] ?? '';
    const isAsked = body.includes('const _queryParams = {');
    const names = isAsked
      ? [...query.matchAll(/^\s+"?([\w$]+)"?(?::|,)/gm)].map(([, name = '']) => name)
      : [];
    return { address: addressOf(end[1] ?? '', end[2] ?? ''), parameters: names };
  });
}

const ROOT = fileURLToPath(
  new URL('../node_modules/auth0-7/dist/cjs/management/api/resources', import.meta.url),
);
const CALLS = globSync(`${ROOT}/**/Client.js`).flatMap((file) => callsOf(readFileSync(file, 'utf8')));

test('every path of the client is in the table of what becomes of each', () => {
  assert.ok(CALLS.length > 400, `${CALLS.length} calls were read from ${ROOT}`);
  const known = new Set(AUTH0_PATHS.map(({ method, path }) => addressOf(method, path)));
  assert.deepEqual(
    CALLS.map(({ address }) => address).filter((address) => !known.has(address)),
    [],
  );
});

test('every parameter that it sends to what is served is described', () => {
  const served = new Map(OPERATIONS.map(({ method, path, query }) => [addressOf(method, path), query]));
  const strange = CALLS.flatMap(({ address, parameters }) => {
    const query = served.get(address);
    return query
      ? parameters.filter((name) => !Object.hasOwn(query, name)).map((name) => `${address} ${name}`)
      : [];
  });
  assert.deepEqual(strange, []);
  assert.ok(CALLS.some(({ parameters }) => parameters.includes('subject_type')));
});
