/**
 * What a route asks of a token beyond its being valid.
 */
import type { AccessToken } from '../access-token/access-token.ts';
import { GuardError } from '../guard-error.ts';
import type { Refusal } from './refusal.ts';
import { isScopeToken } from './scope.ts';

type ScopeRequirement = { readonly requires: 'scope'; readonly scope: readonly string[] };
type UserRequirement = { readonly requires: 'user' };

/** What a route asks of a token beyond its being valid. Made by `requireScope` and `requireUser`. */
export type Requirement = ScopeRequirement | UserRequirement;

/** The token must carry every one of these scopes; otherwise the answer is 403 `insufficient_scope`. */
export function requireScope(...scope: readonly string[]): Requirement {
  if (scope.length === 0) throw new GuardError('invalid_scope', 'requireScope needs at least one scope.');
  const wrong = scope.find((value) => !isScopeToken(value));
  if (wrong !== undefined) {
    throw new GuardError(
      'invalid_scope',
      'A scope is one word of RFC 6749 section 3.3; give several as arguments.',
    );
  }
  return { requires: 'scope', scope };
}

/** The token must have been issued for a user: one that a machine got for itself is answered 403 (RFC 9700 §4.15). */
export function requireUser(): Requirement {
  return { requires: 'user' };
}

/** Throws at start-up when something else than a requirement was given, such as a request by a forgotten call. */
export function assertRequirements(values: readonly unknown[]): void {
  if (values.every(isRequirement)) return;
  throw new GuardError(
    'invalid_requirement',
    'Give what requireScope(...) or requireUser() returned; and call the adapter, as in app.use(api.express()).',
  );
}

/** The first requirement that a token does not meet. A missing scope is answered with all that the route asks. */
export function unmetRequirement(
  token: AccessToken,
  requirements: readonly Requirement[],
): Refusal | undefined {
  const unmet = requirements.find((requirement) => !meets(token, requirement));
  if (unmet === undefined) return undefined;
  switch (unmet.requires) {
    case 'user':
      return { reason: 'not_a_user' };
    case 'scope':
      return { reason: 'missing_scope', scope: requiredScope(requirements) };
  }
}

function meets(token: AccessToken, requirement: Requirement): boolean {
  switch (requirement.requires) {
    case 'user':
      return token.subject_kind === 'user';
    case 'scope':
      return requirement.scope.every((value) => token.scope.includes(value));
  }
}

/** All the scopes that a route asks, once each. */
export function requiredScope(requirements: readonly Requirement[]): readonly string[] {
  return [...new Set(requirements.flatMap((each) => (each.requires === 'scope' ? each.scope : [])))];
}

function isRequirement(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('requires' in value)) return false;
  return (
    value.requires === 'user' ||
    (value.requires === 'scope' && 'scope' in value && Array.isArray(value.scope))
  );
}
