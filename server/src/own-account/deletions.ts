/**
 * Deleting the accounts whose users asked for it, when the time has come: over the desk, as by an operator, with all that
 * belongs to them, by whichever machine comes first. It is done at the version at which the wish was seen, so that whoever keeps
 * the account in between keeps it. The last mail is written in the same step.
 */
import type { Deps } from '../deps.ts';
import { deliverLogouts } from '../logout/deliver.ts';
import { composeFarewell } from '../mail/mail.ts';
import { chooseText } from '../pages/text/languages.ts';
import type { Tenant } from '../resources/tenant/tenant.ts';

/** What deleting takes of the outside world. */
export type DeletionDeps = Pick<
  Deps,
  'storage' | 'desk' | 'seal' | 'mail' | 'sessionsEnded' | 'log' | 'now' | 'random'
>;

type Doomed = {
  readonly tenant: Tenant;
  readonly sub: string;
  /** Whose request it is, for the audit log. */
  readonly by: { readonly request_id: string; readonly address?: string };
};

/** Deletes one account if that is wanted still, and due; whether it was done, here. */
export async function deleteAccount({ tenant, sub, by }: Doomed, deps: DeletionDeps): Promise<boolean> {
  const { tenant_id } = tenant;
  const stored = await deps.desk.show('user', tenant_id, [sub]);
  const { deletes_at, blocked } = stored?.record ?? {};
  if (!stored || typeof deletes_at !== 'number' || deletes_at > deps.now() || blocked === true) return false;
  const asked = await deps.storage.tenant(tenant_id).users.deletion(sub);
  const { branding, friendly_name, enabled_locales } = tenant.settings;
  const look = {
    text: chooseText(asked?.language, undefined, enabled_locales),
    branding,
    site: friendly_name,
  };
  const notice = composeFarewell(stored.record, look, { deps, tenant });
  const wish = { kind: 'user', place: { tenant_id }, verb: 'delete', key: [sub] } as const;
  const done = await deps.desk.carryOut(
    [{ ...wish, version: stored.version, ...(notice ? { notice } : {}) }],
    { who: 'self', ...by, makesSecrets: false },
  );
  if (!done.ok) return false;
  deps.log.info({ tenant: tenant.name, sub, request_id: by.request_id }, 'an account is deleted');
  deliverLogouts(deps);
  return true;
}

/** Accounts that are looked for at once. */
const PAGE = 100;

/** Deletes all that are due, one after the other, until the signal says so; how many. */
export async function deleteDueAccounts(deps: DeletionDeps, signal?: AbortSignal): Promise<number> {
  const tenants = new Map((await deps.storage.tenants.list()).map((tenant) => [tenant.tenant_id, tenant]));
  let deleted = 0;
  let due = await deps.storage.dueDeletions(undefined, PAGE);
  while (due.length > 0) {
    for (const { tenant_id, sub } of due) {
      if (signal?.aborted) return deleted;
      // One that was deleted waits with its users.
      const tenant = tenants.get(tenant_id);
      const by = { request_id: `deletion-${deps.random(12)}` };
      if (tenant && (await deleteAccount({ tenant, sub, by }, deps))) deleted += 1;
    }
    due = due.length < PAGE ? [] : await deps.storage.dueDeletions(due.at(-1), PAGE);
  }
  return deleted;
}

const ROUND_MS = 60_000;

/** Deletes what is due each minute until it is closed; closing waits for the account that is under way. */
export function startAccountDeletions(deps: DeletionDeps): { close(): Promise<number> } {
  const closing = new AbortController();
  const state: { round: Promise<unknown> | undefined } = { round: undefined };
  const timer = setInterval(() => {
    state.round ??= deleteDueAccounts(deps, closing.signal)
      .catch((error: unknown) => deps.log.error({ err: error }, 'account deletions'))
      .finally(() => {
        state.round = undefined;
      });
  }, ROUND_MS).unref();
  return {
    async close() {
      clearInterval(timer);
      closing.abort();
      await state.round;
      return 0;
    },
  };
}
