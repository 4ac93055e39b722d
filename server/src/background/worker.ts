/**
 * Work that waits in the database and is done in the background, by whichever machine comes first. A piece is claimed when
 * its turn has come and not before, and the claim is renewed for as long as the work takes, so that nobody else begins it.
 * What is under way when the process stops is waited for; what does not end in time is given up without a word to the
 * database, and begins again elsewhere when its claim has ended.
 */
import { within } from '../process/within.ts';

export type Work<Piece, Outcome> = {
  /** What a piece is known by. */
  readonly nameOf: (piece: Piece) => string;
  /** Takes one piece that is due, for a while. */
  readonly claim: () => Promise<Piece | undefined>;
  /** Makes the claim last. */
  readonly renew: (piece: Piece) => Promise<void>;
  /** Does what is to be done outside. Writes nothing. */
  readonly attempt: (piece: Piece) => Promise<Outcome>;
  /** Writes what came of it. */
  readonly settle: (piece: Piece, outcome: Outcome) => Promise<void>;
};

export type Worker = {
  /** There may be something to do. */
  wake(): void;
  /** Begins nothing more and waits for what is under way. How many pieces were given up. */
  close(): Promise<number>;
};

/** Within the time that a claim lasts (storage/background/due-work.ts), with room for a slow database. */
export const RENEW_EVERY_MS = 15_000;

type WorkerOptions = {
  /** Pieces under way at once. */
  readonly lanes: number;
  readonly renew_every_ms: number;
  /** How long the end of the process waits for a piece. */
  readonly grace_ms: number;
  readonly onError: (error: unknown) => void;
};

/** Does this work whenever it is woken. */
export function startWorker<Piece, Outcome>(
  work: Work<Piece, Outcome>,
  { lanes, renew_every_ms, grace_ms, onError }: WorkerOptions,
): Worker {
  const lanesUnderWay = new Set<Promise<void>>();
  const queries = new Set<Promise<unknown>>();
  const underWay = new Set<string>();
  const state = { wakes: 0, active: 0, isClosing: false, isGivenUp: false };

  /** Remembered until it has ended: the database is closed after the last of them. */
  async function query<Value>(begun: Promise<Value>): Promise<Value> {
    queries.add(begun);
    try {
      return await begun;
    } finally {
      queries.delete(begun);
    }
  }

  async function handle(piece: Piece): Promise<void> {
    const name = work.nameOf(piece);
    // Its claim has ended before it did, as where the clock was set: whoever has it under way goes on with it.
    if (underWay.has(name)) return;
    underWay.add(name);
    const renewal = setInterval(() => {
      if (!state.isGivenUp) query(work.renew(piece)).catch(onError);
    }, renew_every_ms);
    try {
      const outcome = await work.attempt(piece);
      if (!state.isGivenUp) await query(work.settle(piece, outcome));
    } finally {
      clearInterval(renewal);
      underWay.delete(name);
    }
  }

  async function lane(): Promise<void> {
    for (;;) {
      const { wakes } = state;
      const piece = state.isClosing ? undefined : await query(work.claim());
      if (piece !== undefined) {
        // Where there is one there may be more.
        wake();
        await handle(piece);
      } else if (state.isClosing || wakes === state.wakes) return;
    }
  }

  function wake(): void {
    // Whoever looks at this moment may have looked too early, and sees by the number to look again.
    state.wakes += 1;
    if (state.isClosing || state.active >= lanes) return;
    state.active += 1;
    const begun = lane()
      .catch(onError)
      .finally(() => {
        state.active -= 1;
        lanesUnderWay.delete(begun);
      });
    lanesUnderWay.add(begun);
  }

  return {
    wake,
    async close() {
      state.isClosing = true;
      await within(grace_ms, Promise.all(lanesUnderWay));
      state.isGivenUp = true;
      await Promise.allSettled(queries);
      return lanesUnderWay.size;
    },
  };
}
