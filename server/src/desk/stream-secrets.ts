/**
 * What is written of a log stream that nobody says: what is told once, sealed, and from when on events are sent.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Seal } from '../keys/seal.ts';
import type { Judged, Values } from '../resources/kind.ts';
import { STREAM_SECRETS } from '../resources/tenant/log-sink.ts';
import { textOf } from './facts.ts';

type Deps = {
  readonly tenant_id: string;
  readonly seal: Seal;
  readonly now: () => number;
};

/** The stream with its secrets sealed, those that are stored and those that are given; which of them are others than before. */
export function withStreamSecrets(
  { record, secrets }: Judged,
  { tenant_id, seal, now }: Deps,
): { readonly record: Values; readonly changed: readonly string[] } {
  const context = { purpose: 'log-stream', tenant_id } as const;
  const sealed = textOf(record, 'secrets_sealed');
  const before = (sealed === undefined ? undefined : seal.open(context, sealed)) ?? {};
  const given = Object.fromEntries(Object.entries(secrets).filter(([name]) => STREAM_SECRETS.includes(name)));
  const changed = Object.keys(given).filter((name) => !isDeepStrictEqual(given[name], before[name]));
  const from = textOf(record, 'start_from');
  const begins_at =
    record['begins_at'] ?? (from === undefined ? now() : Math.floor(Date.parse(from) / 1_000));
  if (changed.length === 0) return { record: { ...record, begins_at }, changed };
  const secrets_sealed = seal.seal(context, { ...before, ...given });
  return { record: { ...record, begins_at, secrets_sealed }, changed };
}
