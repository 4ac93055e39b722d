import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIENT_DEFAULTS } from '../client/client.ts';
import { type StoryEvent, type StoryFacts, storyOf } from './story.ts';

const CLIENT = {
  ...CLIENT_DEFAULTS,
  ...{ client_id: 'spa1', client_name: 'Spa', redirect_uris: ['https://a.test/cb'] },
};

const FACTS: StoryFacts = { tenant: 'acme.us', clients: new Map([['spa1', CLIENT]]) };

const EVENT: StoryEvent = { at: 1, type: 'login_failed', request_id: 'r1', client_id: 'spa1' };

const because = (event: Partial<StoryEvent>) => storyOf([{ ...EVENT, ...event }], FACTS).trouble?.because;

test('a command has the names of its event, and there is none where one is not known', () => {
  assert.equal(
    because({ reason: 'blocked', sub: 'auth0|1' })?.command,
    "npx tacit users unblock 'auth0|1' --tenant acme.us",
  );
  assert.equal(because({ reason: 'blocked' })?.command, undefined);
  assert.equal(because({ reason: 'link_ended' })?.command, undefined);
  const quoted = because({ reason: 'blocked', sub: "a'; rm -rf ~ #" })?.command;
  assert.equal(quoted, "npx tacit users unblock 'a'\\''; rm -rf ~ #' --tenant acme.us");
});

test('a callback comes with the change that allows it, as the client is now', () => {
  const event = { type: 'request_refused', reason: 'redirect_uri_unregistered' };
  const told = because({ ...event, sent: 'https://a.test/cb/' });
  assert.match(told?.sentence ?? '', /differs at character \d+: trailing slash/);
  assert.match(told?.yaml?.join('\n') ?? '', /https:\/\/a\.test\/cb\/ # this line is new|cb\/\]/);
  assert.match(told?.command ?? '', /clients set spa1 --tenant acme /);
  // Registered since, of a client that is gone, or cut when it was written down.
  for (const sent of ['https://a.test/cb', 'https://a.test/x?code'])
    assert.equal(because({ ...event, sent })?.yaml, undefined, sent);
  assert.equal(because({ ...event, sent: 'https://a.test/x', client_id: 'gone' })?.yaml, undefined);
  assert.equal(because(event)?.yaml, undefined);
});

test('an API and a setting that are missing come with theirs', () => {
  assert.match(
    because({ reason: 'audience_unknown', sent: 'https://api.test' })?.command ?? '',
    /apis create https:\/\/api\.test/,
  );
  assert.match(
    because({ reason: 'client_id_documents_off', sent: 'https://a.test/doc' })?.yaml?.join('\n') ?? '',
    /client_id_metadata_documents: true/,
  );
});

test('the last refusal is the trouble, unless its user came in after it', () => {
  const wrong = { ...EVENT, reason: 'wrong_password' };
  const login = { ...EVENT, at: 2, type: 'login', request_id: 'r2' };
  const story = storyOf([login, wrong], FACTS);
  assert.deepEqual(
    story.steps.map(({ reference }) => reference),
    ['r1', 'r2'],
  );
  assert.equal(story.trouble, undefined);
  assert.equal(storyOf([wrong, { ...login, type: 'email_verified' }], FACTS).trouble?.reference, 'r1');
  assert.equal(storyOf([], FACTS).trouble, undefined);
});

test('a row of a newer version, or of before there were reasons, is told without one', () => {
  for (const reason of [undefined, 'of_a_newer_version']) {
    const [step] = storyOf([{ ...EVENT, ...(reason === undefined ? {} : { reason }) }], FACTS).steps;
    assert.deepEqual([step?.because, step?.what], [undefined, 'sign-in refused']);
  }
});
