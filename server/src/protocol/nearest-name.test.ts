import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, nearestName } from './nearest-name.ts';

const KNOWN = ['callbacks', 'client_id', 'grant_types', 'web_origins', 'name'];

test('a name that is near nothing has no suggestion', () => {
  for (const written of ['redirects', '', 'x', 'nothing_like_it', 'constructor']) {
    assert.equal(nearestName(written, KNOWN), undefined, written);
  }
  assert.equal(didYouMean('redirects', KNOWN), '');
});

test('a letter too few, too many, changed or swapped leads to the name that was meant', () => {
  const slips = { calbacks: 'callbacks', callbackss: 'callbacks', cient_id: 'client_id', nmae: 'name' };
  for (const [written, meant] of Object.entries(slips)) assert.equal(nearestName(written, KNOWN), meant);
});

test('the other case of letters is a slip, not another name', () => {
  assert.equal(nearestName('Client_ID', KNOWN), 'client_id');
});

test('of two near names the nearer one is suggested', () => {
  assert.equal(nearestName('web_originz', ['web_originals', 'web_origins', 'web_organs']), 'web_origins');
  assert.equal(didYouMean('grant_type', KNOWN), ': did you mean grant_types?');
});
