/**
 * Metadata of a client, judged as the desk judges them at a tenant where nothing is taken.
 */
import { err, ok, type Result } from '../../src/protocol/result.ts';
import { CLIENT, type Client, isClient } from '../../src/resources/client/client.ts';
import {
  type RegistrationError,
  type RegistrationPolicy,
  readRegistration,
  registrationError,
  unsafeRedirects,
} from '../../src/resources/client/registration.ts';
import { recordMeant } from '../../src/resources/computed/change.ts';
import { judgeRecord } from '../../src/resources/computed/judge.ts';
import type { Facts } from '../../src/resources/facts.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../src/resources/tenant/settings.ts';

export const NOTHING_TAKEN: Facts = {
  by: 'operator',
  makesSecrets: false,
  taken: () => undefined,
  hasApi: () => true,
  scopesOf: () => [],
  clientsWithPolicy: [],
  hasClient: () => true,
  ownerOf: () => undefined,
  roles: [],
  hasRole: true,
  hasUser: true,
  isLastOwner: false,
  tenant: undefined,
  otherTenants: [],
  hasApis: true,
  region: 'us',
  defaultAudience: undefined,
  hasAllRegistrations: false,
  logStreams: 0,
  isReachable: () => true,
  hashMistake: () => undefined,
};

/** The client that metadata make, or what is said of them. */
export function judgedRegistration(
  document: Readonly<Record<string, unknown>>,
  isReachable: (url: string) => boolean,
  policy: RegistrationPolicy = TENANT_SETTINGS_DEFAULTS,
): Result<Client, RegistrationError> {
  const { said, findings, unreadable } = readRegistration(document, policy);
  const redirects = unsafeRedirects(said['app_type'], { stored: undefined, policy });
  const asked = recordMeant(
    CLIENT,
    { ...said, ...redirects, client_id: 'c' },
    { stored: undefined, meant: 'whole', unreadable },
  );
  const facts: Facts = { ...NOTHING_TAKEN, by: 'registration', makesSecrets: true, isReachable };
  const wrong = [...findings, ...asked.findings, ...judgeRecord(CLIENT, asked, { facts, unreadable })];
  if (wrong.length > 0) return err(registrationError(wrong));
  if (!isClient(asked.record)) throw new Error('What is judged is a client.');
  return ok(asked.record);
}
