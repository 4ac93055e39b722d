import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parametersOf } from '../../../test/authorization/authorization-requests.ts';
import { unknownAmong, unknownClient } from './diagnose-client.ts';
import { diagnose, placesToLook } from './diagnosis.ts';

const CASES: readonly (readonly [encoded: string, code: string])[] = [
  ['', 'client_id_missing'],
  ['client_id=', 'client_id_missing'],
  ['client_id=a&client_id=b', 'client_id_unreadable'],
  ['client_id=%ff', 'client_id_unreadable'],
  ['client_id=spa9', 'client_id_unknown'],
];

for (const [encoded, code] of CASES) {
  test(`a request with ${JSON.stringify(encoded)} is refused for ${code}, and nobody else is named`, () => {
    const diagnosis = unknownClient(parametersOf(encoded));
    assert.equal(diagnosis.code, code);
    assert.equal(diagnosis.registered, undefined);
  });
}

test('the nearest client of the tenant is named, and the others that there are', () => {
  const diagnosis = unknownAmong('spa-1', { client_ids: ['code1', 'spa1'], elsewhere: [] });
  assert.equal(diagnosis.sentence, 'there is no client spa-1 in this tenant: did you mean spa1?');
  assert.deepEqual(diagnosis.registered, ['spa1', 'code1']);
});

test('where none is near none is proposed, and where there is none at all that is said', () => {
  const far = unknownAmong('something-else', { client_ids: ['spa1'], elsewhere: [] });
  assert.equal(far.sentence, 'there is no client something-else in this tenant');
  assert.deepEqual(far.registered, ['spa1']);
  assert.match(unknownAmong('a', { client_ids: [], elsewhere: [] }).sentence, /, and no other$/);
});

test('a client of another tenant is known by where to ask for it', () => {
  const elsewhere = ['http://globex.us.localhost:4000/'];
  const diagnosis = unknownAmong('spaG', { client_ids: ['spa1'], elsewhere });
  assert.equal(diagnosis.code, 'client_id_elsewhere');
  assert.match(diagnosis.sentence, /ask at http:\/\/globex\.us\.localhost:4000\/$/);
});

test('a very long name is cut where it is repeated', () => {
  assert.match(
    unknownAmong('x'.repeat(255), { client_ids: [], elsewhere: [] }).sentence,
    /client x{100}… in/,
  );
});

test('of a client and where it is answered both are named or none, so that nobody learns whether there is such a client', () => {
  for (const code of ['client_id_unknown', 'client_id_missing', 'redirect_uri_unregistered'] as const)
    assert.deepEqual(placesToLook(diagnose(code)), ['client_id', 'redirect_uri'], code);
  assert.deepEqual(placesToLook(diagnose('request_too_long')), []);
});
