/**
 * What must be true after every command, in a sentence each. It is asked of the model, whose every row is compared with the
 * database: so it holds of both, and a model that forgets a rule is found as well as a server that does.
 */
import { refresh } from './grants.ts';
import { type State, userOf } from './state.ts';

type Invariant = readonly [sentence: string, holds: (state: State, now: number) => boolean];

const INVARIANTS: readonly Invariant[] = [
  [
    'nobody holds a session, a grant, a token, a device or a link that was proved under an older epoch, or while blocked',
    (state) =>
      [state.sessions, state.grants, state.access_tokens, state.devices, state.links].every((things) =>
        [...things.values()].every(({ sub, epoch }) => {
          const user = userOf(state, sub);
          return user.epoch === epoch && !user.blocked;
        }),
      ),
  ],
  [
    'nothing outlives its grant',
    ({ grants, refresh_tokens, access_tokens }) =>
      [...refresh_tokens.values(), ...access_tokens.values()].every(
        ({ grant_id }) => grant_id === null || grants.has(grant_id),
      ),
  ],
  [
    'of a session id, of a name of a session in one user, and of an interaction there is one session',
    ({ sessions }) => {
      const names = [...sessions.values()].map(({ sub, sid }) => `${sub} ${sid}`);
      const interactions = [...sessions.values()].map(({ sub, interaction }) => `${sub} ${interaction}`);
      return new Set(names).size === names.length && new Set(interactions).size === interactions.length;
    },
  ],
  [
    'of a family of refresh tokens, once its leeway is over, whoever comes first leaves one living leaf',
    (state, now) => [...state.grants.keys()].every((grant_id) => leavesOneLeaf(state, grant_id, now + 3_600)),
  ],
];

/** Whatever leaf is used, all others are known to two from then on. */
function leavesOneLeaf(state: State, grant_id: string, now: number): boolean {
  const leaves = [...state.refresh_tokens].filter(
    ([, one]) => one.grant_id === grant_id && one.spent_at === null,
  );
  if (leaves.length < 2) return true;
  const use = (token_hash: string, after: State, at: number) =>
    refresh(after, { grant_id, sub: '', token_hash, next_hash: `after ${token_hash}` }, at);
  return leaves.every(([first]) =>
    leaves.every(([second]) => {
      const after = structuredClone(state);
      return second === first || !use(first, after, now) || !use(second, after, now + 3_600);
    }),
  );
}

/** The first sentence that is not true. */
export function brokenInvariant(state: State, now: number): string | undefined {
  return INVARIANTS.find(([, holds]) => !holds(state, now))?.[0];
}
