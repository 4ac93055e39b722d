/**
 * What can be said of parameters by their names and spelling alone, whoever asks (RFC 6749 §3.1).
 */
import { REQUEST_PARAMETERS } from '../../authorization/request-parameters.ts';
import { nearestName } from '../../nearest-name.ts';
import { asciiLowerCase } from '../../octets.ts';
import { type Parameters, parameter } from '../../parameters.ts';
import { quotedName } from '../unknown-name.ts';
import { type Finding, remark } from './finding.ts';
import type { Sent } from './places.ts';

const KNOWN: readonly string[] = [...REQUEST_PARAMETERS.keys(), 'request', 'request_uri'];

/** Names that are far from ours in letters and not in meaning. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['aud', 'audience'],
  ['client', 'client_id'],
  ['callback', 'redirect_uri'],
  ['callback_url', 'redirect_uri'],
  ['returnto', 'redirect_uri'],
  ['lang', 'ui_locales'],
  ['locale', 'ui_locales'],
  ['email', 'login_hint'],
  ['realm', 'connection'],
]);

const SECRETS: ReadonlySet<string> = new Set([
  'client_secret',
  'client_assertion',
  'password',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
  'assertion',
]);

const OF_THE_TOKEN_ENDPOINT: ReadonlySet<string> = new Set([
  'grant_type',
  'code',
  'username',
  'client_assertion_type',
]);

const TELEMETRY = /^(?:auth0client|x-client-.*|x-app-.*|_ga|utm_.*|client-request-id)$/i;

/** What says of a parameter by its name that nobody reads it, or that nobody should send it. */
export function remarkOfName({ name, isEmpty }: Sent, names: ReadonlySet<string>): Finding | undefined {
  if (KNOWN.includes(name)) return isEmpty ? remark('parameter_empty', { where: name }) : undefined;
  if (SECRETS.has(name)) return remark('secret_in_address', { where: name });
  if (OF_THE_TOKEN_ENDPOINT.has(name)) return remark('parameter_of_token_endpoint', { where: name });
  if (TELEMETRY.test(name)) return remark('parameter_telemetry', { where: name });
  const where = quotedName(name);
  if (name.startsWith('amp;')) return remark('parameter_html', { where });
  const meant = MEANT.get(asciiLowerCase(name)) ?? nearestName(name, KNOWN);
  if (meant === undefined || names.has(meant)) return remark('parameter_unknown', { where });
  const sentence = `there is no parameter ${where}: did you mean ${meant}?`;
  return remark('parameter_misspelt', { where, sentence });
}

/** What was to be put in and never was. */
const PLACEHOLDER =
  /^(?:undefined|null|NaN|\[object \w+\]|\{\{?.*\}\}?|\$\{.*\}|<.*>|%\w+%|YOUR[_-].*|process\.env\..*|import\.meta\.env\..*)$/is;

/** Of which white space at an end, or an escape that is left, is never meant. */
const NAMES_OF_THINGS: readonly string[] = [
  'client_id',
  'response_type',
  'response_mode',
  'scope',
  'audience',
  'resource',
  'prompt',
  'connection',
  'code_challenge',
  'code_challenge_method',
  'max_age',
];

/** What is to be said of the values, as far as they are spelled wrongly. */
export function remarksOfSpelling(parameters: Parameters): readonly Finding[] {
  const values = KNOWN.flatMap((name) => {
    const value = parameter(parameters, name);
    return value === undefined ? [] : [{ name, value }];
  });
  return values.flatMap(({ name: where, value }) => {
    if (PLACEHOLDER.test(value)) return [remark('parameter_placeholder', { where })];
    if (!NAMES_OF_THINGS.includes(where)) return [];
    if (/^[ \t\r\n]|[ \t\r\n]$/.test(value)) return [remark('parameter_white_space', { where })];
    return /%[0-9a-f]{2}/i.test(value) ? [remark('parameter_encoded_twice', { where })] : [];
  });
}
