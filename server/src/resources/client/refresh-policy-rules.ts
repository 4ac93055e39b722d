/**
 * What makes the policies of a client wrong, by which its refresh tokens give access tokens for other APIs.
 */

import type { Facts } from '../facts.ts';
import type { Path } from '../finding.ts';
import type { Judged, Rule } from '../kind.ts';
import { textsOf, together } from '../rules.ts';
import { isMapping } from '../shape.ts';

const FIELD = 'refresh_token_policies';

type Policy = { readonly at: Path; readonly audience: string; readonly scope: unknown };

function policiesOf({ record }: Judged): readonly Policy[] {
  const policies = record[FIELD];
  return Array.isArray(policies)
    ? policies.flatMap((policy, place) =>
        isMapping(policy)
          ? [{ at: [FIELD, place], audience: String(policy['audience']), scope: policy['scope'] }]
          : [],
      )
    : [];
}

export const REFRESH_POLICY_RULES: readonly Rule[] = [
  {
    code: 'unknown_api',
    reads: (judged) => ({ apis: policiesOf(judged).map(({ audience }) => audience) }),
    judge: (judged, { hasApi }) =>
      policiesOf(judged)
        .filter(({ audience }) => !hasApi(audience))
        .map(({ at }) => ({ path: [...at, 'audience'], message: 'is not an API of this tenant' })),
  },
  {
    code: 'unknown_scope',
    judge: (judged, facts) => policiesOf(judged).flatMap((policy) => unknownScopes(policy, facts)),
  },
  {
    code: 'listed_twice',
    judge: (judged) =>
      policiesOf(judged)
        .filter(({ audience }, place, all) => all.findIndex((one) => one.audience === audience) < place)
        .map(({ at }) => ({ path: [...at, 'audience'], message: 'is there twice' })),
  },
  // RFC 6749 §6: what a third party has is what its End-User agreed to, and nobody is asked when a token is refreshed.
  together('policies_of_third_party', FIELD, {
    message: 'needs {is_first_party}: a third party has what its End-User agreed to',
    isBroken: (judged) => judged.record['is_first_party'] === false && policiesOf(judged).length > 0,
  }),
];

function unknownScopes({ at, audience, scope }: Policy, { scopesOf }: Facts): ReturnType<Rule['judge']> {
  const known = scopesOf(audience);
  return textsOf(scope).flatMap(([value, ...place]) =>
    known === undefined || known.includes(value)
      ? []
      : [{ path: [...at, 'scope', ...place], message: `is not a scope of ${audience}` }],
  );
}
