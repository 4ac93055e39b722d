/**
 * Sends the log of tenants to whom they say, by whichever machine comes first and one at a time for each stream. The log itself is what
 * waits: a stream keeps how far it is, so nothing is written for it when somebody signs in, and whoever receives slowly costs nobody
 * else anything. At least once and in order: whoever dies between sending and writing it down sends the same rows again, under the
 * same `log_id`.
 */
import { RENEW_EVERY_MS, startWorker, type Worker } from '../background/worker.ts';
import type { Deps } from '../deps.ts';
import { logCategory } from '../protocol/diagnosis/log-categories.ts';
import type { DueStream } from '../storage/storage.ts';
import { logId, showLogs } from './log-record.ts';
import { withoutPeople } from './people.ts';
import { sendingOf } from './sinks.ts';

/** Streams that one machine has under way at once: more than one tenant may have, so that its slow receivers keep nobody waiting. */
const LANES = 20;

/** Rows of one request. */
const BATCH = 100;

const ROUND_MS = 1_000;

/** Seconds after which a stream that had nothing more to send looks again. */
const ROUND = 1;

/** How long the end of the process waits for a receiver. */
const GRACE_MS = 5_000;

/** Seconds to the second attempt, which double; each a little sooner or later, so that streams that failed together come apart. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 3_600;

/** After so long a stream is suspended: three days, so that a weekend is none. */
const GIVEN_UP_AFTER = 3 * 86_400;

type Position = NonNullable<DueStream['after']>;

type Outcome =
  | { readonly is: 'at the end' }
  | {
      readonly is: 'further';
      readonly position: Position;
      readonly isSent: boolean;
      readonly isMore: boolean;
    }
  | { readonly is: 'failed'; readonly why: string };

/** Delivers in the background until it is closed; closing says how many deliveries were given up on their way. */
export function startLogStreams(deps: Deps): Pick<Worker, 'close'> {
  const { logStreams } = deps.storage;
  const worker = startWorker<DueStream, Outcome>(
    {
      nameOf: ({ tenant_id, stream }) => `${tenant_id} ${stream.id}`,
      claim: logStreams.claim,
      renew: logStreams.renew,
      attempt: (due) => deliver(due, deps),
      settle: (due, outcome) => settle(due, outcome, deps),
    },
    {
      lanes: LANES,
      renew_every_ms: RENEW_EVERY_MS,
      grace_ms: GRACE_MS,
      onError: (error) => deps.log.error({ err: error }, 'log streams'),
    },
  );
  const round = setInterval(worker.wake, ROUND_MS).unref();
  return {
    close() {
      clearInterval(round);
      return worker.close();
    },
  };
}

async function deliver(due: DueStream, deps: Deps): Promise<Outcome> {
  const { tenant_id, stream, after } = due;
  const tenant = (await deps.storage.tenants.list()).find((one) => one.tenant_id === tenant_id);
  if (!tenant) return { is: 'at the end' };
  const records = deps.storage.tenant(tenant_id);
  const until = await deps.storage.logStreams.settledUntil(due);
  const since = stream.begins_at;
  const rows = await records.audit.search({ order: 'oldest', after, since, until, limit: BATCH });
  const position = rows.at(-1);
  if (!position) return { is: 'at the end' };
  const isMore = rows.length === BATCH;
  const names = new Set<string>(stream.filters.map(({ name }) => name));
  const wanted = rows.filter(({ auth0_type }) => names.size === 0 || names.has(logCategory(auth0_type)));
  if (wanted.length === 0) return { is: 'further', position, isSent: false, isMore };
  const shown = await showLogs(wanted, { records, issuer: deps.tenants.issuer(tenant) });
  const hash = (value: string) => deps.seal.mac({ purpose: 'log-person', tenant_id }, value);
  const logs = shown.map((log, index) => ({
    log_id: logId(wanted[index] ?? position),
    data: withoutPeople(log, stream, hash),
  }));
  const secrets = secretsOf(due, deps);
  if (!secrets) return { is: 'failed', why: 'its secrets cannot be opened: set them anew' };
  const { url, ...sent } = sendingOf(stream, secrets, logs);
  const answer = await deps.outbound.deliver(url, sent);
  if (!answer.ok) return { is: 'failed', why: answer.error };
  const { status } = answer.value;
  // No redirect is followed: what answers by one did not take it.
  if (status < 200 || status > 299) return { is: 'failed', why: `status ${status}` };
  return { is: 'further', position, isSent: true, isMore };
}

function secretsOf({ tenant_id, stream }: DueStream, { seal }: Deps) {
  const { secrets_sealed } = stream;
  return secrets_sealed === undefined ? {} : seal.open({ purpose: 'log-stream', tenant_id }, secrets_sealed);
}

async function settle(due: DueStream, outcome: Outcome, deps: Deps): Promise<void> {
  const { log, now, storage } = deps;
  const { failures, tenant_id, stream } = due;
  const line = { tenant_id, stream_id: stream.id };
  if (outcome.is === 'failed') return fail(due, outcome.why, deps);
  const isMore = outcome.is === 'further' && outcome.isMore;
  const isSent = outcome.is === 'further' && outcome.isSent;
  const position = outcome.is === 'further' ? outcome.position : undefined;
  // One second is the least by which a claim is told from a change of the stream.
  await storage.logStreams.goOn(due, { position, isSent, due_at: isMore ? 1 : now() + ROUND });
  if (isSent && failures > 0) log.info({ ...line, failures }, 'a log stream goes again');
}

async function fail(due: DueStream, why: string, deps: Deps): Promise<void> {
  const { log, now, storage, random } = deps;
  const { failures, failing_since, tenant_id, stream } = due;
  const line = { tenant_id, stream_id: stream.id, why };
  const pause = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE);
  const jitter = 0.75 + Buffer.from(random(1), 'base64url').readUInt8() / 512;
  await storage.logStreams.fail(due, { why, due_at: now() + Math.ceil(pause * jitter) });
  if (failures === 0)
    log.warn(line, 'a log stream fails: events wait in the log, and are sent when its receiver answers');
  if (failing_since === undefined || now() - failing_since < GIVEN_UP_AFTER) return;
  await suspend(due, deps);
  log.warn(line, 'a log stream was suspended after three days of failures: set its status to active');
}

/** Over the desk, as anybody would, so that the log says it. */
async function suspend({ tenant_id, stream }: DueStream, { desk, random }: Deps): Promise<void> {
  const said = { id: stream.id, status: 'suspended' };
  const by = { who: 'operator', actor: 'log streams', request_id: random(16), makesSecrets: false } as const;
  const done = await desk.carryOut(
    [{ kind: 'log_stream', place: { tenant_id }, verb: 'change', meant: 'patch', said }],
    by,
  );
  if (!done.ok && done.error.some(({ code }) => code !== 'not_found'))
    throw new Error('Nothing is wrong with a stream that is suspended.');
}
