/**
 * A fault as it is run: what it measures, what it claims, and what it leaves behind for the runner to take away.
 */
import type { Database, Dialect, Row } from './database.ts';
import { type Installation, install } from './installation.ts';

/** Attack catalogue, section 3.1. */
export const INVARIANTS = {
  I1: 'what was acknowledged is there',
  I2: 'nothing is there by half',
  I3: 'what can be used once was used once',
  I4: 'what was revoked or ended stays so',
  I5: 'every token that was given out verifies and has its audit row',
  I6: 'one current key, and none that nobody asked for',
  I7: 'no row and no answer crosses a tenant',
  I8: 'nothing is decided on what cannot be read',
  I9: 'errors are those that are documented, a 503 says when to come again',
  I10: 'it comes back by itself within 30 seconds, and readiness told the truth',
  I11: 'it holds no more than before',
  I12: 'no secret is in the log',
} as const;

type Invariant = keyof typeof INVARIANTS;

export type Figures = Record<string, number | string>;

export type Scene = {
  readonly dialect: Dialect;
  /** How long the load lasts around the fault. */
  readonly seconds: number;
  readonly figures: Figures;
  /** What did not hold, a sentence each. */
  readonly fallen: string[];
  /** How many claims were made: a fault that claims nothing shows nothing. */
  readonly claims: () => number;
  /** Claims something of an invariant; `why` is what is seen when it is not so. */
  readonly must: (invariant: Invariant, holds: boolean, why: string) => void;
  /** An installation on the database of this run, taken away at the end. */
  readonly install: (options?: Omit<Parameters<typeof install>[0], 'dialect'>) => Promise<Installation>;
  /** Run at the end, the last first. */
  readonly after: (cleanUp: () => unknown) => void;
};

/** Plays a fault, and takes away all that it made. */
export async function play(
  at: { readonly dialect: Dialect; readonly seconds: number },
  run: (scene: Scene) => Promise<void>,
): Promise<Pick<Scene, 'figures' | 'fallen' | 'claims'>> {
  const cleanUps: (() => unknown)[] = [];
  const state = { claims: 0 };
  const scene: Scene = {
    ...at,
    figures: {},
    fallen: [],
    claims: () => state.claims,
    must(invariant, holds, why) {
      state.claims += 1;
      if (!holds) scene.fallen.push(`${invariant} (${INVARIANTS[invariant]}): ${why}`);
    },
    async install(options = {}) {
      const installation = await install({ ...options, dialect: at.dialect });
      cleanUps.push(() => installation.drop());
      return installation;
    },
    after: (cleanUp) => void cleanUps.push(cleanUp),
  };
  try {
    await run(scene);
  } catch (error) {
    // What nobody expected is a fault that fell, with the figures so far.
    scene.fallen.push(error instanceof Error ? `${error.message} ${placeOf(error)}` : String(error));
  } finally {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  }
  return scene;
}

/** Where in the programme an error comes from. */
function placeOf({ stack = '' }: Error): string {
  return stack.match(/programme\/\S+|rig\/(?:oracle|under-load)\S+/g)?.join(' ') ?? '';
}

/** The names of all keys that sign, by tenant. */
export async function keysIn(database: Database): Promise<readonly Row[]> {
  return database.rows('SELECT tenant_id, kid, alg, state FROM signing_keys ORDER BY tenant_id, kid');
}
