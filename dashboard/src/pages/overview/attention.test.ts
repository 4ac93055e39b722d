import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attentionOf, type Facts } from './attention.ts';

const NOW = 1_800_000_000;
const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();
const DAY = 86_400;

const codes = (facts: Omit<Facts, 'now'>) => attentionOf({ now: NOW, ...facts }).map(({ code }) => code);

test('where nothing is known, or nothing is the matter, nothing wants anybody', () => {
  assert.deepEqual(codes({}), []);
  const facts = {
    keys: [
      { kid: 'k', current: true, current_since: iso(NOW - DAY) },
      { kid: 'n', next: true },
    ],
    streams: [
      { id: 's', name: 'siem', status: 'active' },
      { id: 'p', status: 'paused', last_error: 'x' },
    ],
    clients: [{ client_id: 'a', grant_types: ['authorization_code'] }],
    settings: { unsafe_sign_up_at_once: false },
    mails: { waiting: 3, failing: 0 },
    ...{ mails_refused: 0, logins: 100, logins_failed: 10, direct: 0 },
  };
  assert.deepEqual(codes(facts), []);
});

test('on its first day a tenant has no application; where nobody may look, nothing is said of that', () => {
  assert.deepEqual(codes({ clients: [] }), ['no_application']);
  assert.deepEqual(codes({ direct: 0 }), []);
});

test('a key is spoken of shortly before it leaves, and when it has signed for a year; on either side of the edge', () => {
  const leaving = (seconds: number) => [{ kid: 'k', previous: true, current_until: iso(NOW + seconds) }];
  assert.deepEqual(codes({ keys: leaving(3 * DAY - 1) }), ['key_ends']);
  assert.deepEqual(codes({ keys: leaving(3 * DAY) }), []);
  assert.deepEqual(codes({ keys: leaving(-1) }), []);
  const signing = (days: number) => [{ kid: 'k', current: true, current_since: iso(NOW - days * DAY) }];
  assert.deepEqual(codes({ keys: signing(365) }), ['key_old']);
  assert.deepEqual(codes({ keys: signing(364) }), []);
});

test('a stream that fails, and one that was given up, each leading to itself', () => {
  const streams = [
    { id: 'lst_1', name: 'a', status: 'active', last_error: 'connection refused' },
    { id: 'lst_2', name: 'b', status: 'suspended', last_error: 'x' },
  ];
  assert.deepEqual(
    attentionOf({ now: NOW, streams }).map(({ code, leads }) => [code, leads]),
    [
      ['stream_suspended', { to: 'record', section: 'streams', id: 'lst_2' }],
      ['stream_failing', { to: 'record', section: 'streams', id: 'lst_1' }],
    ],
  );
});

test('half of all sign-ins that fail are many, of twenty on', () => {
  assert.deepEqual(codes({ logins: 10, logins_failed: 10 }), ['failing_many']);
  assert.deepEqual(codes({ logins: 11, logins_failed: 10 }), []);
  assert.deepEqual(codes({ logins: 0, logins_failed: 19 }), []);
});

test('what weakens a protection is named as the API has it, of the tenant and of each application', () => {
  const settings = { unsafe_sign_up_at_once: true };
  const clients = [{ client_id: 'a', name: 'A', unsafe_any_port_of_localhost: true }];
  assert.deepEqual(
    attentionOf({ now: NOW, settings, clients }).map(({ about, leads }) => [about, leads]),
    [
      [['unsafe_sign_up_at_once'], { to: 'settings' }],
      [['A', 'unsafe_any_port_of_localhost'], { to: 'record', section: 'applications', id: 'a' }],
    ],
  );
});

test('the implicit grant: that it is used, and who may', () => {
  const clients = Array.from({ length: 8 }, (_, at) => ({ client_id: `c${at}`, grant_types: ['implicit'] }));
  assert.deepEqual(codes({ clients, direct: 3 }), ['implicit_used', ...Array(5).fill('implicit_client')]);
  const off = clients.map((client) => ({ ...client, forbid_implicit: true }));
  assert.deepEqual(codes({ clients: off }), [], 'what is turned off wants nobody');
});

test('where there are more applications than were looked at, it is said how many', () => {
  const clients = [{ client_id: 'a', grant_types: ['authorization_code'] }];
  assert.deepEqual(codes({ clients, clients_unseen: 0 }), []);
  const [unseen] = attentionOf({ now: NOW, clients, clients_unseen: 7 });
  assert.deepEqual([unseen?.code, unseen?.about], ['clients_unseen', [1, 7]]);
});

test('mails that wait want nobody before they fail', () => {
  const [late] = attentionOf({ now: NOW, mails: { waiting: 3, failing: 2 } });
  assert.deepEqual(late, {
    code: 'mails_failing',
    urgency: 'soon',
    about: [2, 3],
    leads: { to: 'mail_server' },
  });
});

test('what is loud comes first, and mails lead to those that were refused', () => {
  const [first, ...others] = attentionOf({
    now: NOW,
    mails_refused: 2,
    settings: { unsafe_sign_up_at_once: true },
  });
  assert.deepEqual([first?.code, first?.about], ['mails_refused', [2]]);
  assert.deepEqual(first?.leads, { to: 'logs', search: { type: 'mail_refused', since: 'week' } });
  assert.equal(others.length, 1);
});
