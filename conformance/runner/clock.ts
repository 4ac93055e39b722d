/**
 * Waiting for the clock, for the few modules that are about time: there is no other way to be later.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { nowSeconds } from './module.ts';

const STEP_MS = 100;

/** Resolves when the clock shows a second after this one. */
export async function untilAfter(second: number): Promise<void> {
  while (nowSeconds() <= second) await wait(STEP_MS);
}

/** Resolves after so many seconds. */
export function waitSeconds(seconds: number): Promise<void> {
  return wait(seconds * 1000);
}
