/**
 * The hops of a sign-in, from where to where, with what each carries, and what of them has been: by the log, and by what came back
 * (RFC 6749 §4.1, §4.2; OIDC Core §3.3, §5.3).
 */
import type { InspectText } from '../../text/inspect/text.ts';
import type { Flow } from './request.ts';

type Lane = keyof InspectText['lanes'];

/** What is carried, a parameter a pair; without a value where nobody here knows it. */
export type Carried = readonly (readonly [name: string, value?: string | undefined])[];

/** What is known of a run. */
export type RunFacts = {
  /** The request to /authorize. */
  readonly request: URLSearchParams;
  /** What the callback was called with. */
  readonly callback: Carried;
  /** What the token endpoint answered. */
  readonly answer: Carried;
  /** What /userinfo answered. */
  readonly claims: Carried;
};

export type Hop = {
  readonly from: Lane;
  readonly to: Lane;
  readonly says: keyof InspectText['hops'];
  /** Names by which it is seen that it has been. */
  readonly seen: readonly string[];
  readonly carries: (facts: RunFacts) => Carried;
  /** Left out where a session, or a consent, is there already. */
  readonly mayBeMissing?: true;
};

const nothing = () => [];

const valuesOf = ({ request }: RunFacts, ...names: readonly string[]): Carried =>
  names.flatMap((name) => {
    const value = request.get(name);
    return value === null ? [] : [[name, value] as const];
  });

/** What came, or the names of what will. */
const cameOr = (came: Carried, ...names: readonly string[]): Carried =>
  came.length > 0 ? came : names.map((name) => [name]);

const BEGIN: readonly Hop[] = [
  { from: 'application', to: 'browser', says: 'leads', seen: [], carries: nothing },
  {
    ...{ from: 'browser', to: 'server', says: 'asks' },
    seen: ['authorization_refused', 'request_refused'],
    carries: ({ request }) => [...request],
  },
  {
    ...{ from: 'server', to: 'browser', says: 'page', seen: [], mayBeMissing: true },
    carries: (facts) => valuesOf(facts, 'login_hint', 'connection', 'ui_locales'),
  },
  {
    ...{ from: 'browser', to: 'server', says: 'proves', mayBeMissing: true },
    seen: ['login', 'login_failed', 'second_factor_failed'],
    carries: () => [['username'], ['password']],
  },
  {
    ...{ from: 'server', to: 'browser', says: 'consent', seen: [], mayBeMissing: true },
    carries: (facts) => valuesOf(facts, 'scope', 'audience'),
  },
  {
    ...{ from: 'browser', to: 'server', says: 'agrees', mayBeMissing: true },
    seen: ['consent_given', 'consent_refused'],
    carries: nothing,
  },
];

/** With a code it is worth something at the token endpoint alone. */
const REDEEM: readonly Hop[] = [
  {
    ...{ from: 'application', to: 'server', says: 'redeems' },
    seen: ['token_refused', 'code_replayed'],
    carries: (facts) => [
      ['grant_type', 'authorization_code'],
      ...valuesOf(facts, 'client_id', 'redirect_uri'),
      ['code', valueIn(facts.callback, 'code')],
      ...(facts.request.has('code_challenge') ? [['code_verifier'] as const] : []),
    ],
  },
  {
    ...{ from: 'server', to: 'application', says: 'tokens', seen: ['code_exchanged', 'tokens_came'] },
    carries: ({ answer }) => cameOr(answer, 'access_token', 'id_token', 'token_type', 'expires_in'),
  },
];

const USERINFO: readonly Hop[] = [
  {
    ...{ from: 'application', to: 'server', says: 'looks', seen: [] },
    carries: ({ answer, callback }) => [
      ['Authorization', valueIn(answer, 'access_token') ?? valueIn(callback, 'access_token')],
    ],
  },
  {
    ...{ from: 'server', to: 'application', says: 'claims', seen: ['claims_came', 'claims_refused'] },
    carries: ({ claims }) => cameOr(claims, 'sub'),
  },
];

function valueIn(carried: Carried, name: string): string | undefined {
  return carried.find(([one]) => one === name)?.[1];
}

/** The answer as the server sends it, and as the application takes it. */
function answering(
  says: 'fragment' | 'both' | 'code',
  takes: 'reads' | 'hands',
  names: readonly string[],
): readonly Hop[] {
  const carries = ({ callback }: RunFacts) => cameOr(callback, ...names, 'state');
  return [
    {
      ...{ from: 'server', to: 'browser', says, seen: ['answered', 'error_came'] },
      carries: (facts) => [...valuesOf(facts, 'redirect_uri'), ...carries(facts)],
    },
    { from: 'browser', to: 'application', says: takes, seen: ['callback_came'], carries },
  ];
}

export const HOPS: Readonly<Record<Flow, readonly Hop[]>> = {
  implicit: [...BEGIN, ...answering('fragment', 'reads', ['access_token', 'id_token']), ...USERINFO],
  hybrid: [...BEGIN, ...answering('both', 'reads', ['code', 'id_token']), ...REDEEM, ...USERINFO],
  code: [...BEGIN, ...answering('code', 'hands', ['code', 'iss']), ...REDEEM, ...USERINFO],
};

export type Seen = { readonly name: string; readonly isRefused: boolean };

export type HopState = 'done' | 'refused' | 'missing' | 'open';

/** The state of each hop: all before the last that was seen have been, but for pages that nobody was shown. */
export function statesOf(hops: readonly Hop[], seen: readonly Seen[]): readonly HopState[] {
  const by = hops.map((hop) => seen.filter(({ name }) => hop.seen.includes(name)));
  const reached = by.findLastIndex((ones) => ones.length > 0);
  const isSeen = (place: number) => (by[place] ?? []).length > 0;
  return hops.map(({ mayBeMissing, to }, place) => {
    if (place > reached) return 'open';
    if (place === reached && by[place]?.every(({ isRefused }) => isRefused)) return 'refused';
    // A page was shown where what it was for was done.
    const isShown = isSeen(place) || (to === 'browser' && isSeen(place + 1));
    return mayBeMissing && !isShown ? 'missing' : 'done';
  });
}

type Logged = {
  readonly type: string;
  readonly details: { readonly event: string; readonly journey?: string };
};

/** Of what Auth0 has several names for, those that belong to a sign-in; the others are somebody else's at the same time. */
const ISSUED: ReadonlyMap<string, string> = new Map([
  ['tokens_issued', 'answered'],
  ['ssa', 'answered'],
  ['seacft', 'code_exchanged'],
]);

/** What the log has of the newest run, whose events come the newest first. */
export function lastRun<E extends Logged>(events: readonly E[]): readonly (E & { readonly name: string })[] {
  const newest = events.find(({ details }) => details.journey !== undefined)?.details.journey;
  return events
    .filter(({ details: { journey } }) => journey === undefined || journey === newest)
    .flatMap((event) => {
      const { type, details } = event;
      const name = details.event === 'tokens_issued' ? ISSUED.get(type) : details.event;
      return name === undefined ? [] : [{ ...event, name }];
    });
}
