/**
 * People brought and taken in files: the same at the database and over the API of a server, where a job does it.
 */
import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { startProgress } from '../src/progress.ts';
import { bothWays } from './both-ways.ts';

const HASH = '$2b$10$7EqJtq98hPqEX7fNZaFWoOhi5BWX4bcBcH4E4E4E4E4E4E4E4E4E.';

const PEOPLE = [
  { email: 'ann@people.test', user_id: 'ann', given_name: 'Ann', password_hash: HASH },
  { email: 'bob@people.test', password: 'secret' },
  { email: 'carol@people.test', colour: 'red', mfa_factors: [{}] },
  { email: 'dan@people.test' },
  { given_name: 'Nobody' },
];

const MORE = [{ email: 'grace@people.test', user_id: 'grace', given_name: '=1+1', password_hash: HASH }];

test('people in files, by either door of one server', async (t) => {
  const { here, far } = await bothWays(t);
  await t.test(
    'a file is brought by either door: who is wrong is named with the reasons, and the others are there',
    async () => {
      await writeFile('people.json', JSON.stringify(PEOPLE));
      const brought = await here(['users', 'import', 'people.json']);
      assert.equal(brought.code, 1);
      assert.match(brought.stdout, /^Of 5: 2 imported, 0 changed, 3 refused\.\n$/);
      assert.match(brought.stderr, /^bob@people\.test: password is not brought in a file/m);
      assert.match(brought.stderr, /^carol@people\.test: mfa_factors are not brought.*; colour /m);
      assert.match(brought.stderr, /^somebody without a name: email is missing/m);
      assert.doesNotMatch(brought.stderr, /secret|\bred\b/);
      // They are there now, which both doors say in the same words.
      const again = ['users', 'import', 'people.json'];
      assert.deepEqual(await far(again), await here(again));
      for (const door of [here, far]) {
        const { code, stdout } = await door([...again, '--upsert', '--json']);
        const { errors, ...counts } = JSON.parse(stdout);
        assert.deepEqual([code, counts], [1, { total: 5, inserted: 0, updated: 2, failed: 3 }]);
        assert.equal(errors.length, 3);
      }
      await writeFile('good.json', JSON.stringify([{ email: 'eve@people.test' }]));
      assert.equal((await far(['users', 'import', 'good.json'])).code, 0);
      assert.match((await here(['users', 'show', 'eve@people.test'])).stdout, /eve@people\.test/);
    },
  );

  await t.test('a list that is broken brings nobody by either door', async () => {
    for (const [name, text] of [
      ['early.json', '[{"email":"frank@people.test"}'],
      ['texts.json', '[{"email":"frank@people.test"}, "bob"]'],
      ['behind.json', '[{"email":"frank@people.test"}] []'],
      ['object.json', '{"email":"frank@people.test"}'],
    ] as const) {
      await writeFile(name, text);
      for (const door of [here, far]) {
        const { code, stdout, stderr } = await door(['users', 'import', name]);
        assert.deepEqual([code, stdout], [1, ''], name);
        assert.match(stderr, /is no JSON list/, name);
      }
    }
    assert.doesNotMatch((await here(['users', 'list'])).stdout, /frank/);
    for (const door of [here, far]) {
      assert.match(
        (await door(['users', 'import', 'nothing.json'])).stderr,
        /nothing\.json: There is no such/,
      );
      assert.match((await door(['users', 'import', '.'])).stderr, /This is a directory/);
    }
    assert.match((await here(['users', 'import', 'early.json', '--tenant', 'acmee'])).stderr, /did you mean/);
    assert.match(
      (await far(['users', 'import', 'early.json', '--tenant', 'acme'])).stderr,
      /leave --tenant out/,
    );
  });

  await t.test('everybody is taken by either door as the same file, which only its owner reads', async () => {
    await writeFile('more.json', JSON.stringify(MORE));
    assert.equal((await here(['users', 'import', 'more.json'])).code, 0);
    for (const format of ['json', 'csv']) {
      for (const [door, name] of [
        [here, `here.${format}`],
        [far, `far.${format}`],
      ] as const) {
        const { code, stdout, stderr } = await door([
          'users',
          'export',
          '--all',
          '--format',
          format,
          '-o',
          name,
        ]);
        assert.deepEqual([code, stdout, stderr], [0, `Everybody is in ${name}.\n`, '']);
      }
      const text = await readFile(`here.${format}`, 'utf8');
      assert.equal(text, await readFile(`far.${format}`, 'utf8'));
      assert.match(text, /grace@people\.test/);
      assert.doesNotMatch(text, /\$2b\$/);
    }
    assert.equal((await stat('here.csv')).mode & 0o777, 0o600);
    const chosen = [
      'users',
      'export',
      '--all',
      '--format',
      'csv',
      '--fields',
      'user_id',
      'given_name',
      '-o',
      'f',
    ];
    assert.equal((await far(chosen)).code, 0);
    assert.match(await readFile('f', 'utf8'), /^user_id,given_name\r\n.*auth0\|grace,'=1\+1\r\n/s);
    const log = (await here(['audit', '--type', 'job_begun', '--json'])).stdout;
    for (const detail of ['users_import', 'users_export']) assert.ok(log.includes(detail), detail);
  });

  await t.test('one person or everybody: the command says which of both it wants', async () => {
    for (const args of [
      [],
      ['alice@example.com', '--all'],
      ['alice@example.com', '--format', 'csv'],
      ['-o', 'f'],
    ])
      assert.equal((await here(['users', 'export', ...args])).code, 2, args.join(' '));
    assert.equal((await here(['users', 'export', '--all', '--format', 'xml'])).code, 2);
    assert.equal((await here(['users', 'export', '--all', '-o', 'no/such/place'])).code, 1);
  });
});

test('a bar is drawn over itself on a terminal without a colour, and nowhere else', () => {
  const drawn: string[] = [];
  const clock = { now: 0 };
  const write = (text: unknown) => drawn.push(String(text)) > 0;
  const at = (isTTY: boolean) =>
    startProgress('Importing', { terminal: { isTTY, columns: 60, write }, now: () => clock.now });
  at(false).hear({ done: 1, total: 2 });
  const quick = at(true);
  quick.hear({ done: 1, total: 2 });
  quick.end();
  assert.deepEqual(drawn, []);
  const { hear, end } = at(true);
  clock.now = 30_000;
  hear({ done: 250, total: 1_000 });
  hear({ done: 251, total: 1_000 });
  end();
  assert.deepEqual(drawn, [
    `\r\u001B[KImporting [######------------------]  25 %  250 of 1000, 2 `,
    '\r\u001B[K',
  ]);
});
