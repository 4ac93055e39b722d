/**
 * Guards of the server that can be taken out, to see that the model notices. Nothing in the server knows of it: the text of
 * a guard is taken from its file while a process of the model loads it. A guard that has moved is an error, so that this
 * list cannot go blind.
 */
import { registerHooks } from 'node:module';

type Edit = {
  /** In server/src. */
  readonly file: string;
  readonly guard: string;
  readonly without: string;
};

type Guard = {
  /** What it holds. */
  readonly holds: string;
  readonly edits: readonly Edit[];
  /** Where it is looked for: a lock is worth something where two statements can be under way at once. */
  readonly database: 'sqlite' | 'postgres';
  /** With which its race is found soon, once so many sequences are left out. */
  readonly seed: number;
  readonly skip?: number;
};

/** Compares the epoch with itself: what was proved before is worth something again. */
function withoutEpoch(file: string): readonly Edit[] {
  return [
    {
      file,
      guard: "sub: slot('sub'), epoch: slot('epoch') }",
      without: "sub: slot('sub'), epoch: bare.ref('users.epoch') }",
    },
    {
      file,
      guard: "from '../users/credential-epoch.ts';",
      without: "from '../users/credential-epoch.ts';\nimport { sql as bare } from 'kysely';",
    },
  ];
}

/** The guards by their names. */
export const GUARDS: Readonly<Record<string, Guard>> = {
  'session-epoch': {
    holds:
      'a session begins under the epoch of its proof: logins with the old password beside the reset of the owner',
    edits: withoutEpoch('storage/sessions/sessions.ts'),
    database: 'sqlite',
    seed: 2,
  },
  'grant-epoch': {
    holds:
      'a grant begins under the epoch of the session that was found: silent requests with a stolen cookie',
    edits: withoutEpoch('storage/grants/grants.ts'),
    database: 'sqlite',
    seed: 2,
  },
  'grant-session': {
    holds: 'a grant begins in a session that is there: a device that is signed out meanwhile',
    edits: [
      {
        file: 'storage/grants/grants.ts',
        guard: ".innerJoin('sessions'",
        without: ".leftJoin('sessions'",
      },
    ],
    database: 'sqlite',
    seed: 3,
  },
  'factor-epoch': {
    holds:
      'a factor is enrolled under the epoch of the login: one that stopped at /mfa/enroll beside a reset',
    edits: [
      {
        file: 'storage/factors/authenticators.ts',
        guard: '? await holdProved(database, transaction, proof)',
        without: '? true',
      },
    ],
    database: 'sqlite',
    seed: 2,
  },
  'change-epoch': {
    holds: 'a password is changed under the epoch of the session: a thief beside the reset of the owner',
    edits: [
      {
        file: 'storage/users/password-changes.ts',
        guard: '? await holdInSession(database, transaction, { ...place, ...change.by.session })',
        without: '? await holdUser(database, transaction, place)',
      },
    ],
    database: 'sqlite',
    seed: 5,
  },
  'change-session': {
    holds:
      'what proves a user is changed in a session that is there: a thief whose device is signed out meanwhile',
    edits: [
      {
        file: 'storage/users/credential-epoch.ts',
        guard: 'return session && user;',
        without: 'return user;',
      },
    ],
    database: 'sqlite',
    seed: 3,
  },
  'others-grants': {
    holds:
      'whoever signs the other devices out ends their applications, those of sessions that are over as well',
    edits: [
      {
        file: 'storage/users/epoch-growth.ts',
        guard: '  await endGrants(transaction, others);',
        without: '',
      },
    ],
    database: 'sqlite',
    seed: 3,
    skip: 6,
  },
  'spent-kept': {
    holds: 'what was answered is remembered for longer than the clocks of two machines are apart',
    edits: [
      { file: 'storage/upkeep/sweeper.ts', guard: 'CLOCKS_APART = 3_600', without: 'CLOCKS_APART = 0' },
    ],
    database: 'sqlite',
    seed: 8,
    skip: 34,
  },
  'code-once': {
    holds: 'a code is answered once',
    edits: [{ file: 'storage/grants/grants.ts', guard: ".where('redeemed', '=', 0)", without: '' }],
    database: 'sqlite',
    seed: 1,
  },
  'leeway-clock': {
    holds: 'without a leeway no clock is asked, and one that went back excuses nothing',
    edits: [
      {
        file: 'protocol/tokens/refresh-token.ts',
        guard: 'leeway > 0 && Math.abs(now - spent_at) < leeway',
        without: 'now - spent_at < leeway',
      },
    ],
    database: 'sqlite',
    seed: 1,
    skip: 11,
  },
  'leeway-gone-on': {
    holds: 'a token from which somebody has gone on is not excused any more',
    edits: [
      { file: 'protocol/tokens/refresh-token.ts', guard: ' || token.spent_successors > 0', without: '' },
    ],
    database: 'sqlite',
    seed: 1,
    skip: 8,
  },
  'leeway-siblings': {
    holds:
      'whoever is used after the leeway supersedes all others of the family, so that one of them is left',
    edits: [
      {
        file: 'storage/grants/refresh-tokens.ts',
        guard: "if (turn === 'alone') await supersede(sent, transaction);",
        without: '',
      },
    ],
    database: 'sqlite',
    seed: 2,
    skip: 41,
  },
  tenant: {
    holds: 'no row crosses a tenant: of two users of one name those of one tenant are signed out',
    edits: [
      {
        file: 'storage/sessions/session-ends.ts',
        guard: ".deleteFrom('sessions')\n    .where('tenant_id', '=', tenant_id)",
        without: ".deleteFrom('sessions')",
      },
    ],
    database: 'sqlite',
    seed: 2,
  },
  'user-held': {
    holds: 'whoever begins something holds its user: whoever ends all that began before has to see it',
    edits: [
      { file: 'storage/dialects/postgres.ts', guard: 'forShare: sql`for share`', without: 'forShare: sql``' },
    ],
    database: 'postgres',
    seed: 6,
  },
  'lock-order': {
    holds: 'a grant is held before its refresh tokens: a revocation beside a refresh is no deadlock',
    edits: [
      {
        file: 'storage/grants/refresh-tokens.ts',
        guard: 'const held = await holdGrant(sent, transaction);',
        without: `const [early] = (await findStanding(sent, transaction)).rows;
    if (early?.spent_at === null) await spend(sent, transaction);
    const held = await holdGrant(sent, transaction);`,
      },
      {
        file: 'storage/grants/refresh-tokens.ts',
        guard: 'const [token] = (await findStanding(sent, transaction)).rows;',
        without: 'const token = early;',
      },
    ],
    database: 'postgres',
    seed: 2,
  },
};

/** Takes a guard out of what this process loads from now on. */
export function takeOut(name: string): void {
  const guard = GUARDS[name];
  if (!guard) throw new Error(`There is no guard ${name}; there are ${Object.keys(GUARDS).join(', ')}.`);
  const source = new URL('../../src/', import.meta.url);
  registerHooks({
    load(url, context, load) {
      const loaded = load(url, context);
      const edits = guard.edits.filter(({ file }) => new URL(file, source).href === url);
      return edits.length === 0 ? loaded : { ...loaded, source: edits.reduce(edit, String(loaded.source)) };
    },
  });
}

function edit(source: string, { file, guard, without }: Edit): string {
  if (source.split(guard).length !== 2) throw new Error(`${file} does not have this guard once: ${guard}`);
  return source.replace(guard, without);
}
