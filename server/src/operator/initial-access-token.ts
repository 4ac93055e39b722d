/**
 * `tacit registration-token`: a token with which somebody else may register clients (RFC 7591 §3).
 */
import { randomBytes } from 'node:crypto';
import { sha256 } from '../protocol/digest.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { Secret } from '../protocol/secret.ts';
import { tenantName } from '../resources/tenant/tenant.ts';
import { chooseTenant } from './choose-tenant.ts';
import { now, withStorage, withStorageToRead } from './database.ts';
import { type Ground, rowBy } from './ground.ts';

const HOUR = 3_600;
const MAX_HOURS = 8_760;

export type InitialAccessToken = {
  readonly tenant: string;
  readonly token: Secret;
  /** Whole seconds since the epoch. */
  readonly expires_at: number;
};

/** Makes a token that is good for some hours; only its hash is kept. */
export async function makeInitialAccessToken(
  config: Ground,
  { tenant, hours: said }: { readonly tenant: string; readonly hours: string },
): Promise<Result<InitialAccessToken, string>> {
  const hours = Number(said);
  if (!Number.isInteger(hours) || hours < 1 || hours > MAX_HOURS)
    return err(`The hours must be a whole number from 1 to ${MAX_HOURS}.`);
  return withStorage(config, async (storage) => {
    const chosen = await chooseTenant(storage, tenant);
    if (!chosen.ok) return chosen;
    const one = chosen.value;
    const token = randomBytes(32).toString('base64url');
    const expires_at = now() + hours * HOUR;
    const records = storage.tenant(one.tenant_id);
    await records.initialAccessTokens.add(sha256(token), expires_at);
    const event = { type: 'initial_access_token_made', ...rowBy('registration-token', config) } as const;
    await records.audit.record({ ...event, detail: `${hours} hours` });
    return ok({ tenant: tenantName(one), token: new Secret(token), expires_at });
  });
}

/** One that is good still, by what is known of it: its hash tells nobody the token. */
export type ListedInitialAccessToken = { readonly id: string; readonly expires_at: number };

type TokenList = { readonly tenant: string; readonly tokens: readonly ListedInitialAccessToken[] };

/** Those that are good still, the first to end first. */
export function listInitialAccessTokens(
  config: Ground,
  { tenant }: { readonly tenant: string },
): Promise<Result<TokenList, string>> {
  return withStorageToRead(config, async (storage) => {
    const chosen = await chooseTenant(storage, tenant);
    if (!chosen.ok) return chosen;
    const tokens = await storage.tenant(chosen.value.tenant_id).initialAccessTokens.list();
    return ok({ tenant: tenantName(chosen.value), tokens });
  });
}

/** Takes one back: nobody registers by it any more. */
export function deleteInitialAccessToken(
  config: Ground,
  { tenant, id, dryRun = false }: { readonly tenant: string; readonly id: string; readonly dryRun?: boolean },
): Promise<Result<ListedInitialAccessToken & { readonly tenant: string }, string>> {
  return withStorage(config, async (storage) => {
    const chosen = await chooseTenant(storage, tenant);
    if (!chosen.ok) return chosen;
    const name = tenantName(chosen.value);
    const { initialAccessTokens, audit } = storage.tenant(chosen.value.tenant_id);
    const found = (await initialAccessTokens.list()).find((one) => one.id === id);
    if (!found || (!dryRun && !(await initialAccessTokens.remove(id))))
      return err(
        `There is no registration token ${id}; \`tacit registration-token list ${name}\` lists them.`,
      );
    const event = { type: 'initial_access_token_removed', ...rowBy('registration-token', config) } as const;
    if (!dryRun) await audit.record({ ...event, detail: id });
    return ok({ ...found, tenant: name });
  });
}
