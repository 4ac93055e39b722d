/**
 * Measurements in turns: every peer for a few seconds, then what the machine can sign, and so on, so that a machine that
 * changes its pace changes it for all. Medians of the rounds are what is printed.
 */
import autocannon from 'autocannon';
import type { Row } from './main.ts';
import { signaturesPerSecond } from './signing-capacity.ts';
import type { BenchAlg } from './workload.ts';

export const CONNECTIONS = 16;
const ROUNDS = 5;
const SECONDS = 3;
const WARM_UP_SECONDS = 2;

export type Figures = { readonly perSecond: number; readonly p99_ms: number };

/** The load of one turn. What it needs to have ready it makes before it begins to measure. */
export type Turn = (seconds: number) => Promise<Figures>;

/** What was measured within seconds of each other, and may be compared though the machine changes its pace. */
export type Round = { readonly signaturesPerSecond: number; readonly figures: readonly Figures[] };

/** Warms every peer up, then gives each its turn, round after round. */
export async function inTurns(alg: BenchAlg, turns: readonly Turn[]): Promise<readonly Round[]> {
  for (const turn of turns) await turn(WARM_UP_SECONDS);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const figures: Figures[] = [];
    for (const turn of turns) figures.push(await turn(SECONDS));
    rounds.push({ signaturesPerSecond: await signaturesPerSecond(alg, CONNECTIONS), figures });
  }
  return rounds;
}

const ANSWERS = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;

/** Sends requests for so long; every answer has to be of the one class. */
export async function load(options: autocannon.Options, expected: '2xx' | '3xx'): Promise<Figures> {
  const result = await autocannon({ ...options, connections: CONNECTIONS });
  const all = ANSWERS.reduce((sum, kind) => sum + (result[kind] ?? 0), 0);
  const wanted = result[expected] ?? 0;
  if (result.errors + result.timeouts + all - wanted > 0) {
    const { errors, timeouts, statusCodeStats } = result;
    const given = JSON.stringify({ errors, timeouts, ...statusCodeStats });
    throw new Error(`${options.url.split('?')[0]} gave other answers than ${expected} under load: ${given}`);
  }
  return { perSecond: wanted / result.duration, p99_ms: result.latency.p99 };
}

/** What the figures are about: the first word of their lines, and how many signatures are in an answer. */
type Subject = { readonly what: string; readonly signatures: number };

/** A line for each peer, in the order of the turns, and the ratio of the first to the second where there are two. */
export function rowsOf(
  { what, signatures }: Subject,
  names: readonly string[],
  rounds: readonly Round[],
): readonly Row[] {
  const lines = names.map((name, peer) => ({
    what: `${what} ${name}`,
    'answers/s': Math.round(medianOf(rounds, (round) => figuresOf(round, peer).perSecond)),
    'p99 ms': medianOf(rounds, (round) => figuresOf(round, peer).p99_ms),
    'of signing capacity': capacity(rounds, peer, signatures),
  }));
  if (names.length < 2) return lines;
  const ratio = (figure: (one: Figures) => number) =>
    `${medianOf(rounds, (round) => figure(figuresOf(round, 0)) / figure(figuresOf(round, 1))).toFixed(2)}x`;
  return [
    ...lines,
    {
      what: `${what} ratio`,
      'answers/s': ratio((one) => one.perSecond),
      'p99 ms': ratio((one) => one.p99_ms),
      'of signing capacity': '',
    },
  ];
}

function capacity(rounds: readonly Round[], peer: number, signatures: number): string {
  if (signatures === 0) return '';
  const share = medianOf(
    rounds,
    (round) => (signatures * figuresOf(round, peer).perSecond) / round.signaturesPerSecond,
  );
  return `${Math.round(100 * share)} %`;
}

function figuresOf(round: Round, peer: number): Figures {
  const figures = round.figures[peer];
  if (!figures) throw new Error('Every peer is measured in every round.');
  return figures;
}

/** The middle one of a figure of all rounds. */
export function medianOf<R>(rounds: readonly R[], figure: (round: R) => number): number {
  return rounds.map(figure).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN;
}
