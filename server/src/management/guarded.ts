/**
 * Members of a record that want a scope of their own: what a token may not see is not there, and what it may not change it cannot say.
 */
import type { Values } from '../resources/kind.ts';
import type { Access, Operation } from './operation.ts';
import { type Problem, problem } from './problem.ts';

type Scopes = Operation['scopes'];

/** Any of the scopes is enough; absent: whatever opens the operation. */
type Guard = { readonly read?: Scopes; readonly change?: Scopes };

export type Guarded = {
  /** By Auth0's names. */
  readonly members: Readonly<Record<string, Guard>>;
  /** To change what is not among them. */
  readonly others: Scopes;
};

/** A document with the members that a token may see. */
export function visible(document: Values, guarded: Guarded | undefined, { scope }: Access): Values {
  return Object.fromEntries(
    Object.entries(document).filter(([name]) => isOpen(guarded?.members[name]?.read, scope)),
  );
}

/** The refusal of a change that says more than a token may. */
export function judgeMembers(
  said: Values,
  guarded: Guarded | undefined,
  { scope }: Access,
): Problem | undefined {
  if (!guarded) return undefined;
  for (const name of Object.keys(said)) {
    const needed = Object.hasOwn(guarded.members, name) ? guarded.members[name]?.change : guarded.others;
    if (needed && !isOpen(needed, scope))
      return problem(
        403,
        'insufficient_scope',
        `Insufficient scope, expected any of: ${needed.join(',')} (of ${named(name)})`,
      );
  }
  return undefined;
}

function isOpen(needed: Scopes | undefined, held: Access['scope']): boolean {
  return needed === undefined || needed.some((one) => held.has(one));
}

/** A name that somebody else has thought of is not said again at length. */
function named(name: string): string {
  return /^\w{1,64}$/.test(name) ? name : 'a member';
}
