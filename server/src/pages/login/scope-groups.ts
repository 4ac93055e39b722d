/**
 * What scopes are about, by how APIs name them: `read:users`, `users:read` and `users.read` are about users. RFC 6749 §3.3 says nothing
 * of what is in a name, so this is for the eye alone and decides nothing.
 */
import { asciiLowerCase } from '../../protocol/octets.ts';

/** What is done to something, in either place of a name. */
const VERBS: ReadonlySet<string> = new Set([
  ...[
    'add',
    'admin',
    'all',
    'create',
    'delete',
    'edit',
    'execute',
    'get',
    'list',
    'manage',
    'post',
    'publish',
    'put',
  ],
  ...['read', 'readwrite', 'remove', 'revoke', 'run', 'send', 'update', 'view', 'write'],
]);

/** In the order in which each is first come to. */
export function scopeGroups<Scope extends { readonly value: string }>(
  scopes: readonly Scope[],
): ReadonlyMap<string, readonly Scope[]> {
  return Map.groupBy(scopes, ({ value }) => subjectOf(value));
}

function subjectOf(scope: string): string {
  // The colon of an address parts nothing.
  const [, before = scope, after = ''] = /^([^:]+):(?!\/)(.+)$/.exec(scope) ?? [];
  if (after !== '' && isVerb(before)) return after;
  const [, things = scope, verb = ''] = /^(.+)[:.](.+)$/.exec(scope) ?? [];
  if (isVerb(verb)) return things;
  return before;
}

function isVerb(word: string): boolean {
  return VERBS.has(asciiLowerCase(word));
}

/** Sentences without the words in which all of them end, and those words: `Read people` and `Change people` are Read, Change: people. */
export function sharedEnd(sentences: readonly string[]): {
  readonly each: readonly string[];
  readonly shared: string;
} {
  const words = sentences.map((sentence) => sentence.split(' '));
  const [first = []] = words;
  // Of each sentence at least a word is left.
  const most = Math.min(...words.map(({ length }) => length - 1));
  const counts = Array.from({ length: most }, (_, place) => place + 1);
  const differs = counts.findIndex((count) => words.some((one) => one.at(-count) !== first.at(-count)));
  const count = differs === -1 ? counts.length : differs;
  return {
    each: words.map((one) => one.slice(0, one.length - count).join(' ')),
    shared: first.slice(first.length - count).join(' '),
  };
}
