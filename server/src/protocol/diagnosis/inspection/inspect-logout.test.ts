import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clientWith,
  parametersOf,
  settingsWith,
} from '../../../../test/authorization/authorization-requests.ts';
import { readAddress } from './address.ts';
import { inspectLogout } from './inspect-logout.ts';

const BYE = 'https://app.acme.test/bye';
const CLIENT = clientWith({ allowed_logout_urls: [BYE] });
const SETTINGS = settingsWith({ allowed_logout_urls: ['https://acme.test/bye'] });

function judge(address: string, client: typeof CLIENT | undefined = CLIENT) {
  const read = readAddress(`https://acme.auth.test/${address}`);
  const parameters = parametersOf(read.query);
  return inspectLogout({
    ...read,
    path: String(read.path),
    parameters,
    client,
    settings: SETTINGS,
    beside: [],
  });
}

/** What is asked, what is found first, of which parameter, and what comes next. */
const CASES: readonly (readonly [
  address: string,
  code: string,
  where: string,
  next: string,
  client?: 'nobody',
])[] = [
  [`v2/logout?client_id=spa1&returnTo=${BYE}/`, 'logout_address_unregistered', 'returnTo', 'error_page'],
  ['v2/logout?client_id=who', 'client_id_unknown', 'client_id', 'error_page', 'nobody'],
  [
    `v2/logout?client_id=spa1&post_logout_redirect_uri=${BYE}`,
    ...(['parameter_misspelt', 'post_logout_redirect_uri', 'logout'] as const),
  ],
  ['v2/logout?client_id=spa1&federated', 'parameter_unknown', 'federated', 'logout'],
  ['v2/logout?clientId=spa1', 'parameter_misspelt', 'clientId', 'logout', 'nobody'],
  [
    `oidc/logout?client_id=spa1&post_logout_redirect_uri=${BYE}/`,
    ...(['logout_address_unregistered', 'post_logout_redirect_uri', 'error_page'] as const),
  ],
  [
    `oidc/logout?post_logout_redirect_uri=${BYE}`,
    ...(['logout_client_missing', 'client_id', 'error_page', 'nobody'] as const),
  ],
  ['oidc/logout?client_id=spa1&state=1&state=2', 'other', 'request', 'error_page'],
  [`oidc/logout?client_id=spa1&returnTo=${BYE}`, ...(['parameter_misspelt', 'returnTo', 'logout'] as const)],
  [`v2/logout?client_id=spa1&returnTo=${BYE}`, 'parameter_understood', 'client_id', 'logout'],
  [
    `oidc/logout?client_id=spa1&post_logout_redirect_uri=${BYE}`,
    ...(['parameter_understood', 'client_id', 'logout'] as const),
  ],
  ['v2/logout?returnTo=https://acme.test/bye', 'parameter_understood', 'returnTo', 'logout', 'nobody'],
];

for (const [address, code, where, next, who] of CASES) {
  test(`${address}: first ${code} of ${where}, then ${next}`, () => {
    const found = who === 'nobody' ? inspectOfNobody(address) : judge(address);
    const [first] = found.findings;
    assert.deepEqual([first?.code, first?.where, found.next.kind], [code, where, next]);
  });
}

function inspectOfNobody(address: string) {
  const read = readAddress(`https://acme.auth.test/${address}`);
  const parameters = parametersOf(read.query);
  const path = String(read.path);
  return inspectLogout({ ...read, path, parameters, client: undefined, settings: SETTINGS, beside: [] });
}

test('each parameter has a verdict, the fix is that of the door, and where it goes is said', () => {
  const { findings, parameters } = judge(`v2/logout?client_id=spa1&returnTo=${BYE}/&x=1`);
  assert.deepEqual(
    parameters.map(({ name, verdict }) => `${name} ${verdict}`),
    ['client_id ok', 'returnTo wrong', 'x ignored'],
  );
  assert.deepEqual(findings[0]?.fix, {
    kind: 'client',
    key: 'spa1',
    field: 'allowed_logout_urls',
    add: `${BYE}/`,
    beside: [BYE],
  });
  assert.match(judge(`v2/logout?client_id=spa1&returnTo=${BYE}`).next.sentence, /goes to .*\/bye$/);
  assert.match(judge('oidc/logout?client_id=spa1').next.sentence, /a page says so$/);
});
