/**
 * What of a tenant wants somebody, in the order of how soon: computed of what the Management API says, and of nothing that somebody may
 * not ask for.
 */
import { doorName, KINDS, namesAt, valueAt } from '@tacit/server/resources';
import type { Document } from '../../kinds/view.ts';
import type { OverviewText } from '../../text/overview/text.ts';
import type { LogSearch } from '../logs/log-search.ts';

export type Facts = {
  /** Seconds since the epoch. */
  readonly now: number;
  readonly keys?: readonly Document[];
  readonly streams?: readonly Document[];
  readonly clients?: readonly Document[];
  /** Applications that are not among them. */
  readonly clients_unseen?: number;
  readonly settings?: Document;
  /** Mails that were refused for good in a week. */
  readonly mails_refused?: number;
  /** How many wait, and fail. */
  readonly mails?: Document;
  /** Of the last 24 hours. */
  readonly logins?: number;
  readonly logins_failed?: number;
  /** Answers with tokens that /authorize gave itself, in the time that is shown. */
  readonly direct?: number;
};

export type Attention = {
  readonly code: keyof OverviewText['items'];
  readonly urgency: 'loud' | 'soon' | 'calmly';
  /** What its sentence is about: names, counts, moments in seconds. */
  readonly about: readonly (string | number)[];
  readonly leads: Lead;
};

/** Where it is mended. */
export type Lead =
  | { readonly to: 'record'; readonly section: 'applications' | 'streams'; readonly id: string }
  | { readonly to: 'logs'; readonly search: LogSearch }
  | { readonly to: 'keys' | 'settings' | 'applications' | 'mail_server' };

const DAY = 86_400;

/** Days in which a key that leaves is spoken of, and after which one that signs is old. */
const ENDING_DAYS = 3;
const OLD_DAYS = 365;

/** Of so many sign-ins a share says something. */
const FEW_LOGINS = 20;
const MANY_FAILED = 0.5;

/** Applications that are named one by one. */
const MOST_NAMED = 5;

const ORDER: readonly Attention['urgency'][] = ['loud', 'soon', 'calmly'];

export function attentionOf(facts: Facts): readonly Attention[] {
  const all = [
    ...streams(facts),
    ...failing(facts),
    ...mails(facts),
    ...keys(facts),
    ...unsafeSettings(facts),
    ...clients(facts),
  ];
  return ORDER.flatMap((urgency) => all.filter((one) => one.urgency === urgency));
}

function streams({ streams: listed = [] }: Facts): readonly Attention[] {
  return listed.flatMap(({ name, id, status, last_error }): readonly Attention[] => {
    const about = [String(name ?? id)];
    const leads: Lead = { to: 'record', section: 'streams', id: String(id) };
    if (status === 'suspended') return [{ code: 'stream_suspended', urgency: 'loud', about, leads }];
    const isFailing = status === 'active' && typeof last_error === 'string' && last_error !== '';
    return isFailing ? [{ code: 'stream_failing', urgency: 'soon', about, leads }] : [];
  });
}

function failing({ logins = 0, logins_failed = 0 }: Facts): readonly Attention[] {
  const all = logins + logins_failed;
  if (all < FEW_LOGINS || logins_failed / all < MANY_FAILED) return [];
  const search = { type: 'failed', since: 'day' } as const;
  return [
    { code: 'failing_many', urgency: 'loud', about: [logins_failed / all], leads: { to: 'logs', search } },
  ];
}

function mails({ mails_refused = 0, mails: { waiting, failing } = {} }: Facts): readonly Attention[] {
  const search = { type: 'mail_refused', since: 'week' } as const;
  const refused: Attention = {
    ...{ code: 'mails_refused', urgency: 'loud', about: [mails_refused], leads: { to: 'logs', search } },
  };
  const late: Attention = {
    ...{ code: 'mails_failing', urgency: 'soon', about: [Number(failing), Number(waiting)] },
    leads: { to: 'mail_server' },
  };
  return [...(mails_refused > 0 ? [refused] : []), ...(Number(failing) > 0 ? [late] : [])];
}

function keys({ keys: listed = [], now }: Facts): readonly Attention[] {
  return listed.flatMap((key): readonly Attention[] => {
    const [since, until] = [secondsOf(key['current_since']), secondsOf(key['current_until'])];
    const kid = String(key['kid']).slice(0, MAX_KID);
    const leads = { to: 'keys' } as const;
    if (until !== undefined && until > now && until - now < ENDING_DAYS * DAY)
      return [{ code: 'key_ends', urgency: 'soon', about: [kid, until], leads }];
    const days = since === undefined ? 0 : Math.floor((now - since) / DAY);
    const isOld = key['current'] === true && days >= OLD_DAYS;
    return isOld ? [{ code: 'key_old', urgency: 'calmly', about: [kid, days], leads }] : [];
  });
}

/** Characters by which somebody knows a key again. */
const MAX_KID = 12;

function secondsOf(date: unknown): number | undefined {
  return typeof date === 'string' ? Date.parse(date) / 1_000 : undefined;
}

function unsafeSettings({ settings }: Facts): readonly Attention[] {
  if (!settings) return [];
  return unsafeOf('settings', settings).map((name) => ({
    ...({ code: 'unsafe_setting', urgency: 'calmly', about: [name] } as const),
    leads: { to: 'settings' },
  }));
}

/** Names of fields that weaken a protection in a document, as the API has them. */
function unsafeOf(kind: 'client' | 'settings', document: Document): readonly string[] {
  return namesAt('auth0', KINDS[kind])
    .filter(({ field }) => field.unsafe)
    .filter((named) => valueAt(document, named) === true)
    .map(doorName);
}

function clients({ clients: listed, clients_unseen = 0, direct = 0 }: Facts): readonly Attention[] {
  const all = listed ?? [];
  const weakened = all.flatMap((client) =>
    unsafeOf('client', client).map((name): Attention => {
      const about = [nameOf(client), name];
      return { code: 'unsafe_client', urgency: 'calmly', about, leads: toApplication(client) };
    }),
  );
  const implicit = all.filter(usesImplicit).slice(0, MOST_NAMED);
  const used: Attention = {
    ...{ code: 'implicit_used', urgency: 'calmly', about: [direct], leads: { to: 'applications' } },
  };
  const first: Attention = {
    ...{ code: 'no_application', urgency: 'calmly', about: [], leads: { to: 'applications' } },
  };
  const unseen: Attention = {
    ...{ code: 'clients_unseen', urgency: 'calmly', about: [all.length, clients_unseen] },
    leads: { to: 'applications' },
  };
  return [
    ...(listed?.length === 0 ? [first] : []),
    ...weakened,
    ...(direct > 0 ? [used] : []),
    ...implicit.map(
      (client): Attention => ({
        ...{ code: 'implicit_client', urgency: 'calmly', about: [nameOf(client)] },
        leads: toApplication(client),
      }),
    ),
    ...(clients_unseen > 0 ? [unseen] : []),
  ];
}

/** What is read of an application: its name, how it asks, and what weakens a protection. */
export const CLIENT_FIELDS: readonly string[] = [
  ...['client_id', 'name', 'grant_types', 'forbid_implicit'],
  ...namesAt('auth0', KINDS.client).flatMap(({ field, path: [member = ''] }) =>
    field.unsafe ? [member] : [],
  ),
];

function usesImplicit({ grant_types, forbid_implicit }: Document): boolean {
  return forbid_implicit !== true && Array.isArray(grant_types) && grant_types.includes('implicit');
}

function nameOf({ name, client_id }: Document): string {
  return String(name ?? client_id);
}

function toApplication({ client_id }: Document): Lead {
  return { to: 'record', section: 'applications', id: String(client_id) };
}
