/**
 * The servers that the runner can start by itself.
 */
import type { Person } from '../walk/user-agent.ts';

export type Subject = {
  readonly issuer: string;
  readonly person: Person;
  /** What its operator does to have tokens signed by another key. */
  readonly rotateKeys?: () => Promise<void>;
  close(): Promise<void>;
};

export type Start = (at: {
  /** Origin of the relying party's server, from which the subject may fetch although it is loopback. */
  readonly listenerOrigin: string;
}) => Promise<Subject>;

/** Each is loaded only when it is asked for: the runner itself needs none of them. */
const SUBJECTS: ReadonlyMap<string, () => Promise<Start>> = new Map([
  ['oidc-provider', async () => (await import('./oidc-provider.ts')).startOidcProvider],
  ['tacit', async () => (await import('./tacit.ts')).startTacit],
]);

/** Starts a subject by its name; throws a sentence when there is none of that name. */
export async function startSubject(name: string, at: Parameters<Start>[0]): Promise<Subject> {
  const load = SUBJECTS.get(name);
  if (!load) throw new Error(`There is no subject ${name}: ${[...SUBJECTS.keys()].join(', ')}.`);
  const start = await load();
  return start(at);
}
