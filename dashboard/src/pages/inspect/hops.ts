/**
 * The hops of a sign-in, from where to where, and what of them the log shows (RFC 6749 §4.1, §4.2; OIDC Core §3.3).
 */
import type { InspectText } from '../../text/inspect/text.ts';
import type { Flow } from './request.ts';

type Lane = keyof InspectText['lanes'];

export type Hop = {
  readonly from: Lane;
  readonly to: Lane;
  readonly says: keyof InspectText['hops'];
  /** Auth0's and our names of events by which the log shows that it has been. */
  readonly seen: readonly string[];
};

const BEGIN: readonly Hop[] = [
  { from: 'application', to: 'browser', says: 'leads', seen: [] },
  { from: 'browser', to: 'server', says: 'asks', seen: ['authorization_refused', 'request_refused'] },
  { from: 'server', to: 'browser', says: 'page', seen: [] },
  { from: 'browser', to: 'server', says: 'proves', seen: ['login', 'login_failed', 'consent_given'] },
];

const REDEEM: readonly Hop[] = [
  { from: 'application', to: 'server', says: 'redeems', seen: ['token_refused', 'code_replayed'] },
  { from: 'server', to: 'application', says: 'tokens', seen: ['tokens_issued'] },
];

export const HOPS: Readonly<Record<Flow, readonly Hop[]>> = {
  implicit: [
    ...BEGIN,
    { from: 'server', to: 'browser', says: 'fragment', seen: ['tokens_issued'] },
    { from: 'browser', to: 'application', says: 'reads', seen: [] },
  ],
  hybrid: [
    ...BEGIN,
    { from: 'server', to: 'browser', says: 'both', seen: [] },
    { from: 'browser', to: 'application', says: 'reads', seen: [] },
    ...REDEEM,
  ],
  code: [
    ...BEGIN,
    { from: 'server', to: 'browser', says: 'code', seen: [] },
    { from: 'browser', to: 'application', says: 'hands', seen: [] },
    ...REDEEM,
  ],
};

/** How far it has come, by the names of events that the log has of it: the last hop that was seen, and whether it was refused. */
export function progressOf(
  hops: readonly Hop[],
  events: readonly { readonly name: string; readonly isRefused: boolean }[],
): { readonly reached: number; readonly refused: number | undefined } {
  const reached = hops.findLastIndex(({ seen }) => events.some(({ name }) => seen.includes(name)));
  const last = hops[reached];
  const isRefused = events.some(({ name, isRefused: is }) => is && last?.seen.includes(name));
  const isDone = events.some(({ name, isRefused: is }) => !is && last?.seen.includes(name));
  return { reached, refused: isRefused && !isDone ? reached : undefined };
}
