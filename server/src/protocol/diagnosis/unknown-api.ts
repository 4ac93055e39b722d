/**
 * Why an API is refused that the tenant has not registered (RFC 8707 §2). Three are the server's own, and nobody registers those: one
 * that may not be asked for needs a grant, or another client, and one that is named nearly right needs its right name.
 */
import type { Client } from '../../resources/client/client.ts';
import { asciiLowerCase } from '../octets.ts';
import { type Parameters, parameter } from '../parameters.ts';
import { managementAudience, myAccountAudience, userinfoAudience } from '../tenant/names.ts';
import type { DiagnosisCode } from './diagnoses.ts';
import { type Diagnosis, diagnose, type Fix, isStored } from './diagnosis.ts';
import { quotedName, unknownName } from './unknown-name.ts';

type Asked = {
  readonly parameters: Parameters;
  /** Undefined: nobody knows who asks. */
  readonly client?: Client | undefined;
  readonly settings: { readonly unsafe_my_account_for_third_parties: boolean };
};

/** What is found of those that are the server's own, where they are asked for and are not given. */
const OWN: readonly {
  readonly nameOf: (issuer: string) => string;
  readonly code?: DiagnosisCode;
  readonly fixOf?: (audience: string, asked: Asked) => Fix | undefined;
}[] = [
  { nameOf: managementAudience, code: 'management_api_refused' },
  { nameOf: myAccountAudience, code: 'my_account_api_refused', fixOf: grantOf },
  // Whoever names it by its name is given it.
  { nameOf: userinfoAudience },
];

/** One that the tenant has not, or that the client may not ask for. */
export function unknownApi(audience: string, issuer: string, asked: Asked): Diagnosis {
  const own = OWN.find(({ code, nameOf }) => code && nameOf(issuer) === audience);
  if (own?.code)
    return diagnose(own.code, { where: placeOf(asked), sent: audience, fix: own.fixOf?.(audience, asked) });
  const name = OWN.map(({ nameOf }) => nameOf(issuer)).find((one) => isNearly(audience, one));
  if (name === undefined)
    return diagnose('audience_unknown', { sent: audience, fix: { kind: 'resource_server', key: audience } });
  return diagnose('own_api_misspelt', {
    ...{ where: placeOf(asked), sent: audience, registered: [name] },
    sentence: `there is no API ${quotedName(audience)}: the server's own of this tenant is ${name}`,
  });
}

/** The same where it is known, and may be told, which there are. */
export function unknownApiAmong(diagnosis: Diagnosis, known: readonly string[]): Diagnosis {
  const { code, sent } = diagnosis;
  if (code !== 'audience_unknown' || sent === undefined) return diagnosis;
  return { ...diagnosis, ...unknownName('API', sent, known) };
}

function placeOf({ parameters }: Asked): string {
  return parameter(parameters, 'audience') === undefined ? 'resource' : 'audience';
}

/** As its scopes are spelled, in Auth0's way. */
const OF_MY_ACCOUNT = /^[a-z]+:me:[a-z_]+$/;

/** What a client needs to look after the account of people: one that is no first party needs the tenant's leave too. */
function grantOf(audience: string, { client, parameters, settings }: Asked): Fix | undefined {
  if (!client || !isStored(client)) return undefined;
  if (!client.is_first_party && !settings.unsafe_my_account_for_third_parties) return undefined;
  const asked = (parameter(parameters, 'scope') ?? '').split(' ');
  const scope = asked.filter((one) => OF_MY_ACCOUNT.test(one));
  return { kind: 'client_grant', key: client.client_id, audience, scope };
}

/** As tenants of Auth0 are called, from where applications bring the names of its APIs. */
const FORMER = /^https:\/\/[^/]+\.auth0\.com\//;

/** The same but for its case, its scheme and slashes at its end; or the same of where the application was before. */
function isNearly(audience: string, own: string): boolean {
  return (
    spelling(audience) === spelling(own) ||
    spelling(audience.replace(FORMER, originOf(own))) === spelling(own)
  );
}

function originOf(own: string): string {
  return `${new URL(own).origin}/`;
}

function spelling(name: string): string {
  return asciiLowerCase(name)
    .replace(/^https?:/, '')
    .replace(/\/+$/, '');
}
