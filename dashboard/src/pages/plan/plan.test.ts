import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileText } from '../../../../server/src/operator/file/read-file.ts';
import { readYaml } from '../../../../server/src/operator/file/yaml-source.ts';
import { deletionOf, offsetAt, placeholdersIn, readPlan } from './plan-answer.ts';
import { writeYaml } from './write-yaml.ts';

const TEXTS = [
  ...[
    '',
    ' ',
    'a',
    'a b',
    ' a',
    'a ',
    'a: b',
    'a:',
    ':a',
    '- a',
    '-',
    '#a',
    'a #b',
    'a, b',
    '*a',
    '&a',
    '!a',
    '@a',
  ],
  ...[
    'yes',
    'No',
    'null',
    '~',
    'true',
    '1',
    '1.5',
    '-1',
    '0x1',
    '1e3',
    '2026-01-01',
    '12:30',
    '.inf',
    'NaN',
    '=',
  ],
  ...[
    '"a"',
    "'a'",
    'a"b',
    "it's",
    'a\nb',
    'a\tb',
    'a\\b',
    '{a}',
    '[a]',
    'a]',
    '%a',
    '`a`',
    '|',
    '>',
    '? a',
    '<<',
  ],
  ...[
    'https://a.example/b?c=d#e',
    'urn:a:b',
    'für',
    'العربية',
    '日本語',
    '\u2028',
    '\u0000',
    '\ud83d\ude00',
    '---',
    '...',
  ],
];

test('what is written as YAML is read as the same by the reader of files, whatever text it holds', () => {
  const document = {
    list: TEXTS,
    names: Object.fromEntries(TEXTS.filter((text) => text !== '<<').map((text, place) => [text, place])),
    nested: [{ a: [{ b: [[1, 2], []] }], c: {} }, 'x', [['y']], [{ d: null }]],
    ...{ yes: true, none: [], nothing: {}, whole: 12, of: { a: { b: { c: 'd' } } } },
  };
  const read = readYaml(writeYaml(document), {});
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.value.value, document);
});

test('the place of a mistake is where its line and column lead', () => {
  const text = 'tenants:\n  - name: acme\n    region: us\n    clints: []\n';
  const read = readFileText(text, {});
  assert.ok(read.ok);
  const [wrong, ...others] = read.value.mistakes;
  assert.ok(wrong);
  assert.deepEqual(others, []);
  assert.match(wrong.message, /clints/);
  assert.equal(text.slice(offsetAt(text, wrong)), 'clints: []\n');
  assert.equal(offsetAt('a', { line: 9, column: 9 }), 1);
});

test('placeholders are named once, and two signs are none', () => {
  assert.deepEqual(placeholdersIn('a: "##ONE##"\nb: ##_## ##TWO## ##ONE## ##1## ## X ##'), ['ONE', 'TWO']);
});

test('an answer is steps, with secrets by what they are of, or what is wrong', () => {
  const answer = {
    ok: true,
    value: [
      { action: 'delete', kind: 'client', tenant: 'a.us', name: 'x', changes: [], lost: { consents: 2 } },
      {
        action: 'create',
        kind: 'client',
        tenant: 'a.us',
        name: 'y',
        changes: [{ field: 'client_secret' }],
        lost: {},
      },
    ],
  };
  const plan = readPlan({ answer, secrets: [{ path: ['value', 1, 'changes', 0, 'after'], secret: 's' }] });
  assert.ok(plan.is === 'steps');
  assert.deepEqual(plan.secrets, [{ of: 'client y', secret: 's' }]);
  assert.deepEqual(plan.steps.map(deletionOf), ['client a.us x', 'client a.us y']);
  assert.deepEqual(plan.steps[0]?.lost, [['consents', 2]]);
  const wrong = { ok: false, error: [{ line: 2, column: 3, message: 'is wrong' }, 'Nobody agreed.'] };
  assert.deepEqual(readPlan({ answer: wrong, secrets: [] }), {
    is: 'wrong',
    wrong: [{ message: 'is wrong', at: { line: 2, column: 3 } }, { message: 'Nobody agreed.' }],
  });
});
