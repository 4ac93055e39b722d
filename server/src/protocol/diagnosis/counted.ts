/**
 * What is counted of an event, a day and a tenant: what a dashboard draws, and what Auth0's `stats/daily` says.
 */
import { MOST_VALUES, OTHER_VALUES, type Shown } from '../advice/traffic.ts';
import { isRefusal } from './event-types.ts';

/** Everything that is counted. `name` tells apart what is counted together, and is empty where nothing has to be. */
export const COUNTED = {
  logins: 'sign-ins',
  signups: 'accounts that somebody made for themselves',
  logins_by_client: 'sign-ins, by `client_id`',
  failures: 'refusals, by the reason, or by the event where it has none',
  tokens: 'answers with tokens, by grant and API, with a space between',
} as const;

export type CountedName = keyof typeof COUNTED;

/** All answered requests of a tenant: the first day of them is the first of which anything is known. */
export const TRAFFIC_COUNTED = 'traffic_counted';

/** What the answered requests of a client show, which is read by client and not by name. */
export type TrafficName = typeof TRAFFIC_COUNTED | `traffic ${string}`;

export function trafficName(client_id: string): TrafficName {
  return `traffic ${client_id}`;
}

/** One more of something. */
export type CountedOne = {
  readonly what: CountedName | TrafficName;
  readonly name: string;
  /** Names that are told apart on a day, among which, and what the others are counted as; else as of all that is counted. */
  readonly bound?: { readonly among: string; readonly most: number; readonly others: string };
};

type Counting = {
  readonly type: string;
  readonly client_id?: string | undefined;
  readonly reason?: string | undefined;
  readonly variant?: string | undefined;
  readonly audience?: string | undefined;
  readonly shown?: readonly Shown[] | undefined;
};

/** What an event is one more of. */
export function countedOf({
  type,
  client_id = '',
  reason,
  variant,
  audience,
  shown = [],
}: Counting): readonly CountedOne[] {
  if (type === 'login')
    return [
      { what: 'logins', name: '' },
      { what: 'logins_by_client', name: client_id },
    ];
  if (type === 'signed_up') return [{ what: 'signups', name: '' }];
  if (type === 'tokens_issued')
    return [
      ...(isCode(shown)
        ? []
        : [{ what: 'tokens', name: `${variant ?? 'authorization'} ${audience ?? 'userinfo'}` } as const]),
      ...(shown.length > 0 ? [{ what: TRAFFIC_COUNTED, name: '' } as const] : []),
      ...shown.map((one) => trafficOf(client_id, one)),
    ];
  return isRefusal(type) ? [{ what: 'failures', name: reason ?? type }] : [];
}

/** A code alone was answered with: its tokens are counted when it is exchanged for them. */
function isCode(shown: readonly Shown[]): boolean {
  return shown.some(({ way }) => way === 'code');
}

/** Under a name that says all of it. Values of one facet crowd out no other: how often there was something is always known. */
function trafficOf(client_id: string, { way, facet, value }: Shown): CountedOne {
  return {
    what: trafficName(client_id),
    name: nameOfShown({ way, facet, value }),
    bound: {
      among: `${way} ${facet}`,
      most: MOST_VALUES,
      others: nameOfShown({ way, facet, value: OTHER_VALUES }),
    },
  };
}

function nameOfShown({ way, facet, value }: Shown): string {
  return JSON.stringify([way, facet, value]);
}
