/**
 * What a key is, how it is called on a page, and what may be open over the list of them.
 */
import type { Operations } from '../../api/operations.gen.ts';

export type Key = Operations['signing_keys_list']['answer'][number];

/** In the order of a list. */
export const KEY_STATES = ['current', 'next', 'previous'] as const;

export function stateOf(key: Key): (typeof KEY_STATES)[number] {
  return KEY_STATES.find((state) => key[state] === true) ?? 'previous';
}

/** `rotate`, or the `kid` of the key that is to be revoked. */
export type KeyDialog = string;

const SHORT = 8;

/** Enough of it to tell one from another. */
export function shortKid(kid: string): string {
  return kid.slice(0, SHORT);
}

const MAX_DIALOG = 255;

/** What an address says; anything else is nothing. */
export function readKeySearch({ dialog }: Readonly<Record<string, unknown>>): {
  readonly dialog?: KeyDialog;
} {
  return typeof dialog === 'string' && dialog.length <= MAX_DIALOG ? { dialog } : {};
}
