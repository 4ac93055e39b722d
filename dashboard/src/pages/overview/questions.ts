/**
 * What the overview asks: each question of whoever may ask it, and no other.
 */
import { useQuery } from '@tanstack/react-query';
import { may, type OperationId, type Said } from '../../api/client.ts';
import { asked, useApi } from '../../api/queries.ts';
import type { Document } from '../../kinds/view.ts';
import { SETTINGS_ASKED, settingsRecord } from '../../record/settings-record.ts';
import { isDocument } from '../../record/stored.ts';
import { askedWhole, type Whole } from '../../record/whole.ts';
import { logQuery } from '../logs/log-search.ts';
import { type Attention, attentionOf, CLIENT_FIELDS } from './attention.ts';
import { type Counted, daysUntil, fromOf } from './series.ts';

export const SPANS = [7, 30, 90] as const;

export type Span = (typeof SPANS)[number];

/** What an answer holds; undefined: it has not come, or may not be asked for. */
function useAnswer(id: OperationId, said: Said = {}): unknown {
  const api = useApi();
  const { data } = useQuery({ ...asked(api, id, said), enabled: may(api, id) });
  return data?.value;
}

export function useDays(span: Span): readonly string[] {
  return daysUntil(Date.now(), span);
}

/** Counts of a time by day and name. */
export function useCounted(what: 'logins' | 'signups' | 'failures' | 'tokens', span: Span) {
  const value = useAnswer('stats_counters', { query: { what, from: fromOf(useDays(span)) } });
  return Array.isArray(value) ? value.filter(isCounted) : undefined;
}

function isCounted(value: unknown): value is Counted {
  return isDocument(value) && typeof value['count'] === 'number';
}

export function useActiveUsers(): number | undefined {
  const value = useAnswer('stats_active_users');
  return typeof value === 'number' ? value : undefined;
}

function documents(value: unknown): readonly Document[] | undefined {
  return Array.isArray(value) ? value.filter(isDocument) : undefined;
}

/** A tenant has no more log streams. */
const MOST_STREAMS = 100;

/** Applications, with what is looked at of them, and how many are left out. */
function useClients(): Whole | undefined {
  const api = useApi();
  const question = askedWhole(api, 'clients_list', { query: { fields: CLIENT_FIELDS.join() } });
  const { data } = useQuery({ ...question, enabled: may(api, 'clients_list') });
  return data;
}

/** How many events of a sort there were within a time, a thousand at most. */
function useCountOf(search: Parameters<typeof logQuery>[0]): number | undefined {
  const query = { q: logQuery(search, Date.now()), per_page: 1, include_totals: true, fields: 'type' };
  const value = useAnswer('logs_list', { query });
  const total = isDocument(value) ? value['total'] : undefined;
  return typeof total === 'number' ? total : undefined;
}

/** What wants somebody, as far as it is known by now. */
export function useAttention(span: Span): readonly Attention[] {
  const api = useApi();
  const tokens = useCounted('tokens', span);
  const settings = useAnswer('operator_settings_show', SETTINGS_ASKED);
  const logins = useCountOf({ type: 'login', since: 'day' });
  const logins_failed = useCountOf({ type: 'login_failed', since: 'day' });
  const mails_refused = useCountOf({ type: 'mail_refused', since: 'week' });
  const mails = useAnswer('stats_mails');
  const keys = documents(useAnswer('signing_keys_list'));
  const streams = documents(useAnswer('log_streams_list', { query: { per_page: MOST_STREAMS } }));
  const clients = useClients();
  const direct = tokens?.filter(({ name }) => isDirect(name)).reduce((sum, { count }) => sum + count, 0);
  return attentionOf({
    now: Math.floor(Date.now() / 1_000),
    ...(keys ? { keys } : {}),
    ...(streams ? { streams } : {}),
    ...(clients ? { clients: clients.entries, clients_unseen: clients.rest } : {}),
    ...(settings !== undefined && may(api, 'operator_settings_show')
      ? { settings: settingsRecord(settings).record }
      : {}),
    ...(mails_refused === undefined ? {} : { mails_refused }),
    ...(isDocument(mails) ? { mails } : {}),
    ...(logins === undefined ? {} : { logins }),
    ...(logins_failed === undefined ? {} : { logins_failed }),
    ...(direct === undefined ? {} : { direct }),
  });
}

/** Tokens that /authorize gave itself: counted by no grant_type. */
export function isDirect(name: string): boolean {
  return name.startsWith('authorization ');
}
