/**
 * A log stream that was given up: its receiver refused what was sent, and three days later nobody had mended it.
 */
import type { LogStream } from '../../server/src/resources/tenant/log-stream.ts';
import type { WritableStorage } from '../../server/test/databases/writable.ts';

export const SIEM: LogStream = {
  id: 'lst_siem',
  name: 'SIEM',
  type: 'http',
  status: 'active',
  filters: [],
  http_endpoint: 'https://siem.example.com/logs',
};

/** Leaves it suspended. Its turn is taken here; the server, which looks for such turns too, may have been faster. */
export async function suspendStream(
  storage: WritableStorage,
  stream: LogStream,
  { why, due_at }: Parameters<WritableStorage['logStreams']['fail']>[1],
): Promise<void> {
  const { logStreams } = storage.tenant('t-dev');
  await logStreams.save(stream);
  const due = await storage.logStreams.claim();
  if (due?.stream.id !== stream.id) return suspendStream(storage, stream, { why, due_at });
  await storage.logStreams.fail(due, { why, due_at });
  await logStreams.save({ ...stream, status: 'suspended' });
}
