import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ISSUER, settingsWith } from '../../../../test/authorization/authorization-requests.ts';
import { codeQuery, inspect } from '../../../../test/authorization/inspections.ts';
import { refusal } from '../../oauth-error.ts';
import { parseParameters } from '../../parameters.ts';
import { isDiagnosisCode } from '../diagnoses.ts';
import { remark } from './finding.ts';
import { REMARKS } from './remarks.ts';

test('each parameter that was sent has a verdict, once, and the place where it stands', () => {
  const text = codeQuery({ display: 'popup', wobble: '1', prompt: 'nobody' });
  const { parameters, findings } = inspect(text);
  assert.deepEqual(
    parameters.map(({ name, verdict }) => `${name} ${verdict}`),
    [
      'response_type ok',
      'client_id ok',
      'redirect_uri ok',
      'scope ok',
      'audience ok',
      'state ok',
      'nonce ok',
      'code_challenge ok',
      'code_challenge_method ok',
      'display ok',
      'wobble ignored',
      'prompt wrong',
    ],
  );
  for (const { name, at } of parameters) assert.equal(text.slice(at.start, at.end).split('=')[0], name);
  assert.equal(findings[0]?.code, 'prompt_unknown');
});

test('all that is wrong is said, in the order in which the door refuses by it', () => {
  const text = codeQuery({
    response_mode: 'x',
    code_challenge: undefined,
    prompt: 'none%20login',
    max_age: 'y',
  });
  const wrong = inspect(text).findings.filter(({ refused }) => refused);
  assert.deepEqual(
    wrong.map(({ code, refused }) => [code, refused?.error]),
    [
      ['response_mode_unknown', 'invalid_request'],
      ['code_challenge_method_alone', 'invalid_request'],
      ['prompt_none_combined', 'invalid_request'],
      ['max_age_malformed', 'invalid_request'],
    ],
  );
  assert.equal(inspect(text).next.kind, 'error_answer');
});

test('of what cannot be read nothing is said but that', () => {
  const { findings } = inspect(codeQuery({ response_type: 'code&response_type=token' }));
  assert.deepEqual(
    findings.filter(({ where }) => where === 'response_type').map(({ code }) => code),
    ['parameter_unreadable'],
  );
});

test('a redirect_uri that nobody registered is marked at the character that counts, and what else is wrong is said too', () => {
  const text = codeQuery({ redirect_uri: 'https%3A%2F%2Fapp.acme.test%2Fcb%2F', prompt: 'nobody' });
  const { findings, next } = inspect(text);
  assert.deepEqual(
    findings.slice(0, 2).map(({ code }) => code),
    ['redirect_uri_unregistered', 'prompt_unknown'],
  );
  const at = findings[0]?.at;
  assert.equal(at && text.slice(at.start, at.end), '%2F');
  assert.equal(next.kind, 'error_page');
});

test('where nobody knows the client, the rest of the request is judged all the same', () => {
  const error = refusal('invalid_request', 'client_id is missing or unknown', 'client_id_unknown');
  const text = codeQuery({ client_id: 'who', max_age: 'x' });
  const read = parseParameters(text);
  assert.ok(read.ok);
  const input = {
    issuer: ISSUER,
    parameters: read.value,
    settings: settingsWith(),
    audience: undefined,
    resource_server: undefined,
  };
  const { findings, next, request } = inspect(text, {}, { error, client: undefined, input });
  assert.deepEqual(
    findings.slice(0, 2).map(({ code }) => code),
    ['client_id_unknown', 'max_age_malformed'],
  );
  assert.deepEqual([next.kind, request], ['error_page', undefined]);
});

test('what is wrong with a request object is told at the address beside it', () => {
  const error = refusal('invalid_request_object', 'the request object has expired', 'request_object_expired');
  const refused = inspect(codeQuery({ request: 'a.b.c' }), {}, { error, input: undefined });
  assert.deepEqual(
    [refused.findings[0]?.code, refused.next.kind],
    ['request_object_expired', 'error_answer'],
  );
});

test('what cannot be parsed is one finding, and what stands in no query is found by other means', () => {
  const error = refusal('invalid_request', 'more than 100 parameters', 'request_malformed');
  const none = { client: undefined, input: undefined, outer: undefined };
  assert.deepEqual(
    inspect('', {}, { ...none, error }).findings.map(({ code }) => code),
    ['request_malformed'],
  );
  assert.equal(inspect('', {}, none).findings[0]?.code, 'other');
  const beside = [remark('fragment_sent')];
  assert.ok(inspect(codeQuery(), {}, { beside }).findings.some(({ code }) => code === 'fragment_sent'));
});

test('RFC 9101 §6.3: what stands beside a request object is ignored, but for what names it', () => {
  const { parameters, findings } = inspect(codeQuery({ request: 'a.b.c' }), {}, { isObject: true });
  assert.equal(parameters.find(({ name }) => name === 'request')?.verdict, 'ok');
  assert.equal(parameters.find(({ name }) => name === 'nonce')?.verdict, 'ignored');
  assert.ok(findings.some(({ code }) => code === 'request_object_read'));
});

test('a code is that of a refusal or of a remark, and never of both', () => {
  assert.ok(isDiagnosisCode('prompt_unknown'));
  assert.deepEqual(Object.keys(REMARKS).filter(isDiagnosisCode), []);
});

test('which response_mode fits is not said of a response_type that there is not', () => {
  const text = codeQuery({ response_type: 'cod', response_mode: 'form_post' });
  const wrong = inspect(text).findings.filter(({ verdict }) => verdict === 'wrong');
  assert.deepEqual(
    wrong.map(({ code }) => code),
    ['response_type_unknown'],
  );
  const query = codeQuery({ response_type: 'token%20idtoken', response_mode: 'query' });
  const none = inspect(query).findings.filter(({ where }) => where === 'response_mode');
  assert.deepEqual(
    none.map(({ code }) => code),
    ['parameter_understood'],
  );
});

test('of a query that cannot be parsed no parameter is said to be understood', () => {
  const { findings, parameters } = inspect(
    'wobble_a=1&state=x',
    {},
    { client: undefined, input: undefined, outer: undefined },
  );
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['other', 'parameter_unknown'],
  );
  assert.deepEqual(
    parameters.map(({ verdict }) => verdict),
    ['ignored', 'ok'],
  );
});

test('what would happen next is said: the login page, that of sign-up, an error', () => {
  assert.equal(inspect(codeQuery()).next.kind, 'login');
  assert.equal(inspect(codeQuery({ prompt: 'create' })).next.kind, 'sign_up');
  const silent = inspect(codeQuery({ prompt: 'none' }));
  assert.deepEqual([silent.next.kind, silent.findings[0]?.verdict], ['error_answer', 'ok']);
  const hinted = inspect(codeQuery({ id_token_hint: 'x' }), {}, { hinted: 'invalid' });
  assert.equal(hinted.findings[0]?.code, 'id_token_hint_refused');
});

test('a remark that the door does not make has no error of the wire, and a refusal has', () => {
  const { findings } = inspect(codeQuery({ connection: 'x' }));
  assert.deepEqual(findings[0]?.refused, {
    error: 'invalid_request',
    error_description: 'the connection was not found',
  });
});
