/**
 * The account page: a client of this server that is built in, because its one callback is a page of ours. Signing in to it
 * is the same walk as to any other application (OAuth 2.0 Multiple Response Type Encoding Practices §4, `none`).
 */

import { MULTI_FACTOR } from '../authorization/acr.ts';
import { serializeParameters } from '../parameters.ts';
import { ACCOUNT_CLIENT_ID } from '../tenant/names.ts';
import type { Session } from './end-user.ts';

/** Seconds after a login in which somebody may change how they sign in. */
export const FRESH_LOGIN = 300;

const DAY = 86_400;

const SECTION_NAMES = [
  'profile',
  'email',
  'password',
  'factors',
  'sessions',
  'applications',
  'data',
  'confirm-email',
] as const;

export type SectionName = (typeof SECTION_NAMES)[number];

export type Section = {
  readonly name: SectionName;
  readonly path: string;
  /** What is changed here is how somebody signs in, or whether they still can; or all is shown at once: the login must be fresh. */
  readonly is_sensitive: boolean;
};

const SENSITIVE: ReadonlySet<SectionName> = new Set(['email', 'password', 'factors', 'data']);

/** The sections by name; the `state` of a request of the account page says one of these names and never an address. */
export const SECTIONS: ReadonlyMap<string, Section> = new Map(
  SECTION_NAMES.map((name) => [
    name,
    { name, path: name === 'profile' ? '/account' : `/account/${name}`, is_sensitive: SENSITIVE.has(name) },
  ]),
);

/** When an account is deleted that somebody asks for now; undefined: at once. */
export function deletionTime(wait_days: number, now: number): number | undefined {
  return wait_days === 0 ? undefined : now + wait_days * DAY;
}

/** What there is to change; the page that a mail leads to is a part of the one before it. */
export function sectionsHere(ways: { readonly reset_password: boolean }): readonly SectionName[] {
  const left_out: ReadonlySet<SectionName> = new Set([
    'confirm-email',
    ...(ways.reset_password ? [] : (['password'] as const)),
  ]);
  return SECTION_NAMES.filter((name) => !left_out.has(name));
}

/** Whether the login is young enough for a section. */
export function isFreshEnough(session: Pick<Session, 'auth_time'>, section: Section, now: number): boolean {
  return !section.is_sensitive || now - session.auth_time <= FRESH_LOGIN;
}

/** A device that is remembered, or a tenant that asks for less, stands for no second factor where one is changed. */
export function acrValuesOf(section: Section, user: Session['user'] | undefined): readonly string[] {
  return section.is_sensitive && user?.has_second_factor === true ? [MULTI_FACTOR] : [];
}

/** In a `state`, behind the name of a section: a form was sent, and nothing was done, because somebody had to sign in first. */
const UNDONE = '.undone';

/** The request that comes back to a section with a session that may open it. */
export function accountRequest(
  section: Section,
  {
    issuer,
    user,
    isUndone = false,
  }: { readonly issuer: string; readonly user: Session['user'] | undefined; readonly isUndone?: boolean },
): string {
  const acr_values = acrValuesOf(section, user);
  const login_hint = user?.claims.email;
  return serializeParameters([
    ['client_id', ACCOUNT_CLIENT_ID],
    ['response_type', 'none'],
    ['scope', 'openid'],
    ['redirect_uri', `${issuer}account`],
    ['state', `${section.name}${isUndone ? UNDONE : ''}`],
    ...(section.is_sensitive ? [['max_age', String(FRESH_LOGIN)] as const] : []),
    ...(acr_values.length === 0 ? [] : [['acr_values', acr_values.join(' ')] as const]),
    ...(login_hint === undefined ? [] : [['login_hint', login_hint] as const]),
  ]);
}

/** Where the answer to such a request leads: a path of ours, whatever the `state` says. */
export function pathOfState(state: string): string {
  const isUndone = state.endsWith(UNDONE);
  const name = isUndone ? state.slice(0, -UNDONE.length) : state;
  const path = SECTIONS.get(name)?.path ?? '/account';
  return isUndone ? `${path}?undone=1` : path;
}
