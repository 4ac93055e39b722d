/**
 * `tacit keys rotate`, `revoke` and `rewrap`.
 */
import { type RefusedRotation, type RevokedKey, rewrapKeys } from '@tacit/server/operator';
import { isAgreed } from '../agreement.ts';
import { findOperator } from '../operator.ts';
import { complain, configured, printJson, printTable, say } from '../output.ts';
import type { OperatorAt } from '../server/operator-at.ts';

export type RotateOptions = {
  readonly tenant?: string;
  readonly alg?: string;
  readonly force?: boolean;
  readonly json?: boolean;
};

/** Rotates keys and prints what signs now; 1 where a rotation was refused. */
export async function rotate({ tenant, alg, force = false, json = false }: RotateOptions): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const done = await operator.rotateKeys({ tenant, alg, force });
  if (!done.ok) return refuse(done.error);
  const { rotated, refused } = done.value;
  if (json) printJson({ rotated, refused: refused.map((one) => ({ ...one, allowed_at: timeOf(one) })) });
  else if (rotated.length > 0)
    printTable(
      ['tenant', 'alg', 'current', 'next', 'previous'],
      rotated.map((key) => [key.tenant, key.alg, key.current, key.next, key.previous]),
    );
  if (refused.length === 0) return 0;
  complain([
    ...refused.map(
      (one) =>
        `${one.tenant} ${one.alg}: not rotated; the next key ${one.kid} is too young. Allowed from ${timeOf(one)} on.`,
    ),
    'A verifier that keeps a copy of the JWKS does not know a key that is younger, and would refuse its tokens; --force rotates all the same. For a key that leaked there is `tacit keys revoke`.',
  ]);
  return 1;
}

function timeOf({ allowed_at }: RefusedRotation): string {
  return new Date(allowed_at * 1_000).toISOString();
}

export type RevokeOptions = { readonly tenant?: string; readonly yes?: boolean; readonly json?: boolean };

/** Revokes a key after somebody has agreed, and says what follows. */
export async function revoke(
  kid: string,
  { tenant, yes = false, json = false }: RevokeOptions,
): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  if (!yes) {
    const said = await revokedLines(kid, tenant, operator);
    if (!said.ok) return refuse(said.error);
    if (!(await isAgreed({ lines: said.value, word: kid, purpose: 'to revoke it' })))
      return refuse('Nothing was changed.');
  }
  const done = await operator.revokeKey({ kid, tenant });
  if (!done.ok) return refuse(done.error);
  if (json) printJson(done.value);
  else say(revocationLines(done.value));
  return 0;
}

type Said =
  | { readonly ok: true; readonly value: readonly string[] }
  | { readonly ok: false; readonly error: string };

/** What a key is, and so what is refused with it: nobody counts the tokens that a key signs. */
async function revokedLines(kid: string, tenant: string | undefined, operator: OperatorAt): Promise<Said> {
  const filter = [`kid=${kid}`];
  const found = await operator.listRecords({ kind: 'signing_key', tenant, filter, after: [], limit: 1 });
  if (!found.ok) return { ok: false, error: found.error.map(({ message }) => message).join(' ') };
  const [key] = found.value.records;
  if (!key) return { ok: false, error: `There is no key ${kid}; \`tacit keys\` lists them.` };
  const { alg, state, created_at } = key.document;
  const made = new Date(Number(created_at) * 1_000).toISOString();
  return {
    ok: true,
    value: [
      `This takes the ${state} ${alg} key ${kid} of ${key.tenant} out of use for ever; it was made at ${made}.`,
      state === 'next'
        ? 'It has signed nothing yet.'
        : 'Every token that it has signed since then will be refused; how many those are is counted nowhere.',
    ],
  };
}

function revocationLines({ tenant, alg, kid, state, current }: RevokedKey): readonly string[] {
  const successor =
    state === 'current' && current !== undefined
      ? [`${current} signs from now on; whoever keeps a copy of the JWKS asks for it again, or has it.`]
      : [];
  return [
    `Revoked the ${state} ${alg} key ${kid} of ${tenant}. It never comes back.`,
    ...successor,
    'An API that checks JWTs by itself takes what it signed until its copy of the JWKS is too old: ten minutes with @tacit/guard.',
    `Sessions and refresh tokens go on; \`tacit sign-out ${tenant} --everybody\` ends them.`,
  ];
}

export type RewrapOptions = { readonly dryRun?: boolean; readonly json?: boolean };

/** Seals anew and prints how much; 1 where something is left that another key is needed for. */
export async function rewrap({ dryRun = false, json = false }: RewrapOptions): Promise<number> {
  const config = await configured();
  if (!config) return 1;
  const { places, isDone } = await rewrapKeys(config, { dryRun });
  if (json) printJson({ places, is_done: isDone });
  else
    printTable(
      ['sealed', 'all', dryRun ? 'to seal anew' : 'sealed anew', 'opened by no key'],
      places.map(({ place, ...counts }) => [
        place,
        String(counts.all),
        String(counts.rewrapped),
        String(counts.unreadable),
      ]),
    );
  if (places.some(({ unreadable }) => unreadable > 0))
    complain(['What no key opens was damaged before, or needs another key in TACIT_MASTER_KEY_PREVIOUS.']);
  if (dryRun) return 0;
  if (!isDone)
    return refuse(
      'Something is still being sealed with another key: let every server have the new key as TACIT_MASTER_KEY, then run this again.',
    );
  complain([
    'All is sealed with the first master key: TACIT_MASTER_KEY_PREVIOUS, or the file that ends in .key.previous, can be taken away.',
  ]);
  return 0;
}

function refuse(line: string): number {
  complain([line]);
  return 1;
}
