import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOutage, remedyFor } from './outage.ts';

function start() {
  const told: string[] = [];
  const clock = { now: 1_800_000_000 };
  const outbox = { waiting: 3 };
  const log = {
    warn: ({ waiting }: { readonly waiting: number }) => void told.push(`warn ${waiting}`),
    info: (sentence: string) => void told.push(sentence),
  };
  const outage = createOutage({
    log: log as Parameters<typeof createOutage>[0]['log'],
    now: () => clock.now,
    countWaiting: async () => outbox.waiting,
  });
  return { told, clock, outbox, outage };
}

test('the first failure is told, then each minute how many mails wait, and that it goes on', async () => {
  const { told, clock, outbox, outage } = start();
  for (let failure = 0; failure < 10; failure += 1) await outage.failed('ESOCKET');
  assert.deepEqual(told, ['warn 3']);
  clock.now += 59;
  await outage.look();
  assert.equal(told.length, 1);
  outbox.waiting = 40;
  clock.now += 1;
  await outage.look();
  assert.deepEqual(told, ['warn 3', 'warn 40']);
  outage.sent();
  outage.sent();
  clock.now += 600;
  await outage.look();
  assert.deepEqual(told, ['warn 3', 'warn 40', 'mail goes out again']);
});

test('a server that takes every other mail is told of once a minute', async () => {
  const { told, clock, outage } = start();
  for (let mail = 0; mail < 100; mail += 1) {
    await outage.failed('EENVELOPE 451');
    outage.sent();
  }
  assert.deepEqual(told, ['warn 3', 'mail goes out again']);
  clock.now += 60;
  await outage.failed('EENVELOPE 451');
  assert.equal(told.at(-1), 'warn 3');
});

test('nothing is told of an outage that no mail is left to wait for', async () => {
  const { told, clock, outbox, outage } = start();
  await outage.failed('ETIMEDOUT');
  outbox.waiting = 0;
  for (let minutes = 0; minutes < 3; minutes += 1) {
    clock.now += 60;
    await outage.look();
  }
  assert.deepEqual(told, ['warn 3']);
});

test('each failure has a sentence that says where to look', () => {
  for (const why of ['EDNS', 'ESOCKET', 'ECONNECTION', 'EPROTOCOL', 'ETIMEDOUT', 'ETLS', 'EAUTH 535'])
    assert.match(remedyFor(why), /TACIT_SMTP_URL|smtps:/, why);
  for (const why of ['ESOCKET ECONNREFUSED', 'ETLS CERT_HAS_EXPIRED', 'ESOCKET ERR_TLS_CERT_ALTNAME_INVALID'])
    assert.notEqual(remedyFor(why), remedyFor(why.split(' ')[0]), 'the second word says more');
  assert.equal(remedyFor('ESOCKET ESOMETHING'), remedyFor('ESOCKET'));
  for (const why of ['EENVELOPE 451', undefined]) assert.match(remedyFor(why), /its log says why/);
});
