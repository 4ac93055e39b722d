import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  apiWith,
  ISSUER,
  judge,
  parametersOf,
  query,
  settingsWith,
} from '../../../test/authorization/authorization-requests.ts';
import { checkGrantedTarget, checkTarget, targetsOf, unknownTarget } from './target-api.ts';
import { checkTokenRequest } from './token-request.ts';

const GRANTED = 'https://api.acme.test/mcp';

const AT_TOKEN_ENDPOINT: readonly (readonly [
  sent: string,
  granted: string | undefined,
  told: string | undefined,
])[] = [
  ['', GRANTED, undefined],
  [`audience=${GRANTED}`, GRANTED, undefined],
  [`resource=${GRANTED}`, GRANTED, undefined],
  [`resource=${GRANTED}/`, GRANTED, undefined],
  [`resource=${GRANTED}`, `${GRANTED}/`, undefined],
  [`resource=${ISSUER}userinfo`, undefined, undefined],
  [`resource=${GRANTED}&audience=${GRANTED}`, GRANTED, undefined],
  [`resource=${GRANTED}`, undefined, 'invalid_target'],
  [`resource=${GRANTED}//`, GRANTED, 'invalid_target'],
  [`resource=https://api.acme.test`, GRANTED, 'invalid_target'],
  [`resource=https://API.acme.test/mcp`, GRANTED, 'invalid_target'],
  [`resource=${GRANTED}%23x`, GRANTED, 'invalid_target'],
  [`resource=mcp`, 'mcp', 'invalid_target'],
  [`resource=${GRANTED}&audience=https://billing.acme.test`, GRANTED, 'invalid_target'],
];

for (const [sent, granted, told] of AT_TOKEN_ENDPOINT) {
  test(`RFC 8707 §2.2 of a grant for ${granted ?? '/userinfo'}, "${sent}" is ${told ?? 'what was granted'}`, () => {
    assert.equal(checkGrantedTarget(parametersOf(sent), { granted, issuer: ISSUER })?.error, told);
  });
}

test('RFC 8707 §2 several resources are invalid_target at the token endpoint, the same one twice is one', () => {
  assert.equal(checkTokenRequest(parametersOf('resource=urn:a&resource=urn:b'))?.error, 'invalid_target');
  assert.equal(checkTokenRequest(parametersOf('resource=%ff'))?.error, 'invalid_target');
  assert.equal(checkTokenRequest(parametersOf(`resource=${'x'.repeat(601)}`))?.error, 'invalid_request');
  assert.equal(checkTokenRequest(parametersOf('audience=a&audience=a'))?.error, 'invalid_request');
  assert.equal(checkTokenRequest(parametersOf('resource=urn:a&resource=urn:a')), undefined);
});

test('the API that is spelt as asked comes before the one that differs by the slash at its end', () => {
  const asked = query({ audience: undefined, resource: encodeURIComponent(`${GRANTED}/`) });
  for (const identifier of [GRANTED, `${GRANTED}/`]) {
    const outcome = judge(asked, { apis: [apiWith({ identifier })] });
    assert.ok(outcome.kind === 'accepted');
    assert.equal(outcome.request.resource_server?.identifier, identifier);
  }
  const both = judge(asked, {
    apis: [apiWith({ identifier: GRANTED }), apiWith({ identifier: `${GRANTED}/` })],
  });
  assert.ok(both.kind === 'accepted');
  assert.equal(both.request.resource_server?.identifier, `${GRANTED}/`);
});

test('what names an API comes before the default; /userinfo by whatever parameter is no API', () => {
  const asking = { settings: settingsWith({ default_audience: 'default:api' }), issuer: ISSUER };
  assert.deepEqual(targetsOf(parametersOf(''), asking), ['default:api']);
  assert.deepEqual(targetsOf(parametersOf('resource=urn:a'), asking), ['urn:a', 'urn:a/']);
  assert.deepEqual(targetsOf(parametersOf('resource=urn:a/&audience=urn:a'), asking), ['urn:a']);
  for (const name of ['audience', 'resource'])
    assert.deepEqual(targetsOf(parametersOf(`${name}=${ISSUER}userinfo`), asking), []);
});

test('AU-08 an unknown resource is invalid_target, an unknown audience what the policy says', () => {
  const settings = settingsWith();
  const byResource = unknownTarget('urn:a', { parameters: parametersOf('resource=urn:a'), settings });
  assert.equal(byResource.error, 'invalid_target');
  const byAudience = unknownTarget('urn:a', { parameters: parametersOf('audience=urn:a'), settings });
  assert.equal(byAudience.error, 'access_denied');
  assert.equal(checkTarget(parametersOf('resource=urn:a')), undefined);
});
