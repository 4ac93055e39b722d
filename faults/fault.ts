/**
 * A row of the fault programme.
 */
import type { Dialect } from './rig/database.ts';
import type { Need } from './rig/needs.ts';
import type { Scene } from './rig/scene.ts';

export type Shown = {
  readonly id: string;
  /** Where one fault has several ways to happen. */
  readonly part: string;
  /** What happens. */
  readonly what: string;
  /** What must hold, beside the sentences of the invariants. */
  readonly must: string;
  /** Of load, in the programme and in `npm test`; without the second it is not part of that. */
  readonly seconds: number;
  readonly short?: { readonly seconds: number; readonly databases: readonly Dialect[] };
  readonly databases: readonly Dialect[];
  readonly needs?: readonly Need[];
  /** Runs with `--long` alone. */
  readonly isLong?: true;
  readonly run: (scene: Scene) => Promise<void>;
};

/** What one machine cannot show, or something else shows. */
export type NotShown = { readonly id: string; readonly what: string; readonly reason: string };

export const BOTH: readonly Dialect[] = ['sqlite', 'postgres'];
export const POSTGRES: readonly Dialect[] = ['postgres'];
export const SQLITE: readonly Dialect[] = ['sqlite'];
