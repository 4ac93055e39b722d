/**
 * How far something has come, drawn over itself on a terminal while it takes its time. Whoever reads what is piped sees none of it.
 */
import type { Hear } from '@tacit/server/operator';
import { ownTerminal } from './terminal.ts';

export type Progress = {
  readonly hear: Hear;
  /** Takes away what was drawn. */
  readonly end: () => void;
};

type Terminal = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

const WIDTH = 24;
const DRAWN_EVERY_MS = 100;
const MOST_COLUMNS = 80;

/** To the first column, and nothing behind it (ECMA-48 §8.3.41). */
const CLEAR = '\r\u001B[K';

const NONE: Progress = { hear: () => undefined, end: () => undefined };

/** A bar on stderr, where that is a terminal that can draw over itself. It has no colour, whatever NO_COLOR says. */
export function startProgress(
  what: string,
  {
    terminal = ownTerminal().stderr,
    now = () => performance.now(),
  }: { terminal?: Terminal; now?: () => number } = {},
): Progress {
  if (terminal.isTTY !== true || ownTerminal().env['TERM'] === 'dumb') return NONE;
  const began = now();
  // What is done at once is not drawn at all.
  const drawn = { at: began, isThere: false };
  return {
    hear({ done, total }) {
      if (now() - drawn.at < DRAWN_EVERY_MS) return;
      drawn.at = now();
      drawn.isThere = true;
      const line = `${what} ${lineOf({ done, total }, now() - began)}`;
      terminal.write(`${CLEAR}${line.slice(0, (terminal.columns ?? MOST_COLUMNS) - 1)}`);
    },
    end() {
      if (drawn.isThere) terminal.write(CLEAR);
    },
  };
}

function lineOf({ done, total }: Parameters<Hear>[0], taken_ms: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * WIDTH);
  const bar = `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}]`;
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  const left = share === 0 ? '' : `, ${secondsText((taken_ms / share - taken_ms) / 1_000)} left`;
  return `${bar} ${percent}  ${done} of ${total}${left}`;
}

function secondsText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
