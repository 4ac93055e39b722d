import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../src/explained.ts';

const failure = (message: string, fields: object) => Object.assign(new Error(message), fields);

const CASES: readonly (readonly [what: string, error: Error, first: RegExp])[] = [
  [
    'port 80',
    failure('listen EACCES', { code: 'EACCES', syscall: 'listen' }),
    /may not listen at a port below 1024/,
  ],
  [
    'a read-only disk',
    failure('EROFS', { code: 'EROFS', syscall: 'open', path: 'a' }),
    /^This file system can only/,
  ],
  [
    'a read-only file',
    failure('x', { code: 'ERR_SQLITE_ERROR', errcode: 8 }),
    /^sqlite:data.*: it cannot be written/,
  ],
  ['the same, moved', failure('x', { code: 'ERR_SQLITE_ERROR', errcode: 1032 }), /: it cannot be written/],
  ['a full disk', failure('x', { code: 'ERR_SQLITE_ERROR', errcode: 13 }), /: the disk is full: make room/],
  [
    'no shared memory',
    failure('x', { code: 'ERR_SQLITE_ERROR', errcode: 5386 }),
    /: put the file on a disk of this/,
  ],
  ['a damaged file', failure('x', { code: 'ERR_SQLITE_ERROR', errcode: 11 }), /: restore it from a backup/],
  ['a wrong password', failure('x', { code: '28P01' }), /refuses the password in TACIT_DATABASE_URL/],
  ['a full server', failure('x', { code: '53100' }), /the disk of the server is full/],
  ['an old server', failure('x', { code: '42601' }), /it may be too old. Tacit is tested with PostgreSQL/],
  ['another schema', failure('x', { code: '42703' }), /run the newest version that has been run/],
  ['silence', failure('timeout expired', {}), /the host does not answer: check host and port/],
  [
    'no password',
    failure('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', {}),
    /the server wants a password and TACIT_DATABASE_URL has none/,
  ],
  [
    'a stranger’s certificate',
    failure('x', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
    /sslrootcert=FILE in the URL/,
  ],
  [
    'what was wrapped',
    new Error('The database could not be migrated.', { cause: failure('no right', { code: '42501' }) }),
    /^sqlite:data.*: its user may not do this/,
  ],
];

for (const [what, error, first] of CASES) {
  test(`${what} is explained by its code, and the error's own words follow`, () => {
    const [said = '', ...rest] = explain(error);
    assert.match(said, first);
    const root = error.cause instanceof Error ? error.cause : error;
    assert.deepEqual(rest, [root.message]);
  });
}

test('an error that nobody knows is said with all that caused it', () => {
  const error = new Error('It failed.', { cause: new Error('Because of that.') });
  assert.deepEqual(explain(error), ['It failed.', 'Because of that.']);
  const round = new Error('Round.');
  round.cause = round;
  assert.deepEqual(new Set(explain(round)), new Set(['Round.']));
  assert.deepEqual(explain('words'), ['words']);
});
