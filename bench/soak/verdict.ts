/**
 * Whether a run was flat: its last minutes beside its first ones, each figure by the ratio of the two.
 */
import type { Row } from '../main.ts';

export type Minute = {
  readonly answers: number;
  /** Answers that were not what they should be, or did not come. */
  readonly failures: number;
  /** Signatures a second that the machine made beside the load. */
  readonly pace: number;
  readonly longest_ms: number;
  /** The longest wait for the public keys, which need neither the database nor a signature. */
  readonly keys_ms: number;
  readonly memory_mb: number;
  /** The database with its log, at the end of the minute. */
  readonly file_mb: number;
};

/** Waits and sizes below these differ by chance. */
const NOISE = { wait_ms: 250, memory_mb: 16 };

/** The audit log is kept for months, so the file grows; it must not grow faster for the same number of answers. */
type Figure = {
  readonly name: string;
  readonly of: (minutes: readonly Minute[], before: Minute) => number;
  readonly most?: number;
  readonly least?: number;
};

const FIGURES: readonly Figure[] = [
  {
    name: 'answers for a signature beside them',
    of: (minutes) => mean(minutes.map(({ answers, pace }) => answers / pace)),
    least: 0.7,
  },
  {
    name: 'longest wait',
    of: (minutes) => Math.max(NOISE.wait_ms, ...minutes.map(({ longest_ms }) => longest_ms)),
    most: 2,
  },
  {
    name: 'longest wait for the keys',
    of: (minutes) => Math.max(NOISE.wait_ms, ...minutes.map(({ keys_ms }) => keys_ms)),
    most: 2,
  },
  {
    name: 'memory',
    of: (minutes) => NOISE.memory_mb + mean(minutes.map(({ memory_mb }) => memory_mb)),
    most: 1.25,
  },
  {
    name: 'growth of the file for an answer',
    of: (minutes, before) =>
      ((minutes.at(-1)?.file_mb ?? 0) - before.file_mb) /
      minutes.reduce((sum, { answers }) => sum + answers, 0),
    most: 1.25,
  },
];

/** Of at least three minutes; the first one warms the server up and is not compared. */
export function verdictOf(minutes: readonly Minute[]): {
  readonly isFlat: boolean;
  readonly rows: readonly Row[];
} {
  const [warmUp, ...others] = minutes;
  const third = Math.max(1, Math.floor(others.length / 3));
  const [first, last] = [others.slice(0, third), others.slice(-third)];
  const beforeLast = minutes.at(-third - 1);
  if (!warmUp || !beforeLast) throw new Error('A run has at least three minutes.');
  const judged = FIGURES.map(({ name, of, most = Infinity, least = 0 }) => {
    const ratio = of(last, beforeLast) / of(first, warmUp);
    return { name, ratio, isFlat: ratio <= most && ratio >= least, goal: goalOf(most, least) };
  });
  const isFlat = judged.every((one) => one.isFlat) && minutes.every(({ failures }) => failures === 0);
  const rows = judged.map((one) => ({
    minute: `${one.name}, last to first`,
    ratio: `${one.ratio.toFixed(2)}x`,
    goal: one.goal,
  }));
  return {
    isFlat,
    rows: [...rows, { minute: 'verdict', ratio: isFlat ? 'flat' : 'NOT FLAT', goal: 'flat' }],
  };
}

function goalOf(most: number, least: number): string {
  return least > 0 ? `>= ${least}x` : `<= ${most}x`;
}

/** Of some figures. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
