/**
 * A database that has many people, each of whom can be found by what they are called.
 */
import { PEERS } from '../peers.ts';
import { fill } from '../scale/filler.ts';
import { prepare } from '../silent.ts';
import { startTacit } from '../subjects/tacit.ts';
import { makeSearchable } from './searchable-people.ts';

/** The settings of a server that is to be started with it. */
export async function fillWithPeople(
  env: Readonly<Record<string, string>> & { readonly TACIT_DATABASE_URL: string },
  count: number,
): Promise<void> {
  const [peer] = PEERS;
  if (!peer) throw new Error('Tacit is the first of the peers.');
  const { origin, stop } = await startTacit('RS256', { env });
  try {
    await prepare({ peer, origin });
  } finally {
    await stop();
  }
  await fill(env.TACIT_DATABASE_URL, count);
  makeSearchable(env.TACIT_DATABASE_URL);
}
