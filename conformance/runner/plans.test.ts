import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MODULES } from '../modules/table.ts';
import { chooseJobs, PLANS } from './plans.ts';

function countByResponseType(plan: string): Readonly<Record<string, number>> {
  const jobs = PLANS.find(({ name }) => name === plan)?.jobs ?? [];
  const groups = Object.entries(Object.groupBy(jobs, ({ variant }) => variant.response_type));
  return Object.fromEntries(groups.map(([type, its]) => [type, its.length]));
}

const COUNTS: readonly (readonly [plans: readonly string[], counts: Readonly<Record<string, number>>])[] = [
  [['basic', 'form_post basic'], { code: 38 }],
  [['implicit', 'form_post implicit'], { id_token: 27, 'id_token token': 31 }],
  [['hybrid', 'form_post hybrid'], { 'code id_token': 36, 'code token': 33, 'code id_token token': 33 }],
  [
    ['dynamic'],
    {
      code: 23,
      id_token: 18,
      'id_token token': 19,
      'code id_token': 22,
      'code token': 23,
      'code id_token token': 22,
    },
  ],
  [['config'], { code: 1 }],
  [['rp-initiated logout'], { code: 11 }],
  [
    ['third-party-initiated login', 'session management', 'front-channel logout', 'back-channel logout'],
    { code: 2 },
  ],
];

for (const [plans, counts] of COUNTS) {
  for (const plan of plans) {
    test(`plan ${plan}: as many modules as the Foundation's suite has`, () => {
      assert.deepEqual(countByResponseType(plan), counts);
    });
  }
}

test('plans: each module of the table is in one of them', () => {
  const planned = new Set(PLANS.flatMap(({ jobs }) => jobs.map(({ module }) => module.name)));
  assert.deepEqual(
    [...MODULES.keys()].filter((name) => !planned.has(name)),
    [],
  );
});

test('plans: no variant has a module twice', () => {
  const keys = PLANS.flatMap(({ jobs }) =>
    jobs.map(({ plan, variant, module }) => `${plan} ${variant.response_type} ${module.name}`),
  );
  assert.equal(new Set(keys).size, keys.length);
});

test('choice: by the beginning of the plan and the whole name of the module', () => {
  assert.equal(chooseJobs({ plan: undefined, module: 'oidcc-none' }).length, 0);
  assert.equal(chooseJobs({ plan: 'form_post', module: 'oidcc-server' }).length, 6);
  assert.equal(chooseJobs({ plan: 'config', module: undefined }).length, 1);
});
