/**
 * A batch of people, brought by the desk and its rules: who is refused is told with the reasons, and the others are there.
 */
import type { By, Desk, Refusal, Wish } from '../desk/desk.ts';
import { parseJsonObject } from '../http/json-value.ts';
import { canonicalEmail } from '../protocol/end-user/end-user.ts';
import { findingAt } from '../resources/computed/names.ts';
import type { Finding } from '../resources/finding.ts';
import { KINDS } from '../resources/index.ts';
import type { Values } from '../resources/kind.ts';
import type { TenantStorage } from '../storage/storage.ts';
import { masked, readPerson, upserted } from './person.ts';
import { ID_PREFIX } from './person-view.ts';

export type Bringing = {
  readonly tenant_id: string;
  readonly desk: Pick<Desk, 'carryOut'>;
  readonly users: Pick<TenantStorage['users'], 'find' | 'findByAccount'>;
  /** `bytes` of CSPRNG output, base64url. */
  readonly random: (bytes: number) => string;
  /** Whether people who are there are changed. */
  readonly isUpsert: boolean;
  /** What whoever asks lacks of what somebody may do, whom the file would change. */
  readonly lackingFor: (sub: string) => Promise<readonly string[]>;
  /** Who asks, and what is written in the same transaction. */
  readonly by: (brought: Brought) => By;
};

export type Brought = {
  readonly inserted: number;
  readonly updated: number;
  readonly refused: readonly RefusedPerson[];
};

export type RefusedPerson = {
  /** As they were brought, without what lets anybody in. */
  readonly user: Values;
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly path: string;
  }[];
};

type Wished = { readonly document: Values; readonly wish: Wish };

type Refused = { readonly document: Values; readonly mistakes: readonly Finding[] };

/** Brings those that it can, in one transaction. */
export async function bringPeople(texts: readonly string[], bringing: Bringing): Promise<Brought> {
  const entries: (Wished | Refused)[] = [];
  for (const text of texts) entries.push(await entryOf(text, bringing));
  const refused = entries.filter((entry) => 'mistakes' in entry);
  const wished = entries.filter((entry) => 'wish' in entry);
  for (;;) {
    const brought = told(wished, refused);
    const done = await bringing.desk.carryOut(
      wished.map(({ wish }) => wish),
      bringing.by(brought),
    );
    if (done.ok) return brought;
    const refusals = Map.groupBy(done.error, ({ wish }) => wish);
    if (![...refusals.keys()].some((index) => index in wished))
      throw new Error('The desk refuses people one by one.');
    for (const [index, { document, wish }] of wished.splice(0).entries()) {
      const theirs = refusals.get(index);
      if (theirs) refused.push({ document, mistakes: theirs.map(findingOf) });
      else wished.push({ document, wish });
    }
  }
}

function told(wished: readonly Wished[], refused: readonly Refused[]): Brought {
  const inserted = wished.filter(({ wish }) => wish.verb === 'create').length;
  return { inserted, updated: wished.length - inserted, refused: refused.map(refusedPerson) };
}

function refusedPerson({ document, mistakes }: Refused): RefusedPerson {
  const errors = mistakes.map(({ code, message, path }) => ({ code, message, path: path.join('.') }));
  return { user: masked(document), errors };
}

function findingOf({ wish: _, ...refusal }: Refusal): Finding {
  const { code, message, path } = findingAt('auth0', KINDS.user, refusal);
  return code === 'exists'
    ? { code, message: 'The user already exists.', path: ['user_id'] }
    : { code, message, path };
}

async function entryOf(text: string, bringing: Bringing): Promise<Wished | Refused> {
  const document = parseJsonObject(text) ?? {};
  const { said, unreadable, mistakes } = readPerson(document, text);
  if (mistakes.length > 0) return { document, mistakes };
  const { tenant_id, isUpsert, random, users, lackingFor } = bringing;
  const wish = { kind: 'user', place: { tenant_id }, unreadable } as const;
  const there = isUpsert ? await findThere(said, users) : undefined;
  if (there === undefined) {
    const sub = said['sub'] ?? `${ID_PREFIX}${Buffer.from(random(12), 'base64url').toString('hex')}`;
    return { document, wish: { ...wish, verb: 'create', meant: 'whole', said: { ...said, sub } } };
  }
  const lacking = await lackingFor(there);
  if (lacking.length > 0) return { document, mistakes: [beyondReach(lacking)] };
  const changed = { ...upserted(said), sub: there };
  return { document, wish: { ...wish, verb: 'change', meant: 'patch', said: changed } };
}

/** Who is there already by anything that nobody else may have. */
async function findThere(
  { sub, email, username }: Values,
  users: Bringing['users'],
): Promise<string | undefined> {
  const found = typeof sub === 'string' ? await users.find(sub) : undefined;
  if (found) return found.sub;
  const accounts = [...(typeof email === 'string' ? [canonicalEmail(email)] : []), username];
  for (const account of accounts) {
    const owner = typeof account === 'string' ? await users.findByAccount(account) : undefined;
    if (owner) return owner.user.sub;
  }
  return undefined;
}

function beyondReach(lacking: readonly string[]): Finding {
  return {
    code: 'insufficient_scope',
    path: ['user_id'],
    message: `This reaches for more than the access token held: ${lacking.join(',')}`,
  };
}
