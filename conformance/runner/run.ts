/**
 * Runs the modules of the chosen plans against one issuer. Modules know nothing of each other: each has its own client,
 * browser and findings, so several run at once; what is printed keeps the order of the plans.
 */
import { checkProvider } from '../checks/discovery.ts';
import { type Finding, must } from '../checks/finding.ts';
import { asObject, isText } from '../checks/json.ts';
import { checkJwks } from '../checks/jwks.ts';
import { type ClientKey, makeClientKey } from '../relying-party/client-key.ts';
import { ask } from '../relying-party/http.ts';
import type { Listener } from '../relying-party/listener.ts';
import type { Person } from '../walk/user-agent.ts';
import { type Issuer, type Module, Skip, type StaticClient, type Test, type Variant } from './module.ts';

export type Target = {
  readonly issuer: string;
  readonly person: Person;
  readonly staticClient: StaticClient | undefined;
  readonly listener: Listener;
  /** Only an operator can do it. */
  readonly rotateKeys?: (() => Promise<void>) | undefined;
};

/** One module in one variant of one plan. */
export type Job = { readonly plan: string; readonly variant: Variant; readonly module: Module };

export type Verdict = 'PASSED' | 'WARNING' | 'FAILED' | 'SKIPPED';
export type Result = Job & {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly why: string;
};

const AT_ONCE = 4;

/** Runs the jobs and hands each result on in the order of the jobs. */
export async function runJobs(
  target: Target,
  jobs: readonly Job[],
  { slow, show }: { readonly slow: boolean; readonly show: (result: Result) => void },
): Promise<readonly Result[]> {
  const clientKey = await makeClientKey();
  const running: Promise<Result>[] = [];
  const queue = jobs.entries();
  const started = jobs.map(() => Promise.withResolvers<Result>());
  const worker = async (): Promise<void> => {
    for (const [index, job] of queue)
      started[index]?.resolve(await runJob({ ...target, clientKey }, job, slow));
  };
  const workers = Array.from({ length: AT_ONCE }, worker);
  for (const { promise } of started) {
    running.push(promise);
    show(await promise);
  }
  await Promise.all(workers);
  return Promise.all(running);
}

async function runJob(
  target: Target & { readonly clientKey: ClientKey },
  job: Job,
  slow: boolean,
): Promise<Result> {
  const { module, variant } = job;
  const findings: Finding[] = [];
  const undo: (() => Promise<void>)[] = [];
  const ended = (verdict: Verdict, why: string): Result => ({ ...job, verdict, findings, why });
  if (module.waits !== undefined && !slow) {
    return ended('SKIPPED', `it waits ${module.waits} seconds: --slow runs it`);
  }
  if (module.needsRegistration && target.staticClient) {
    return ended('SKIPPED', 'it registers a client of its own, and a static client was given');
  }
  try {
    const issuer = await readIssuer(target.issuer);
    const test = makeTest(target, { issuer, variant, findings, undo });
    const { token_endpoint_auth_method } = variant;
    test.report(checkProvider(issuer.document, { issuer: target.issuer, token_endpoint_auth_method }));
    test.report(checkJwks(issuer.jwks));
    const why = module.skipWhen?.(test);
    if (why !== undefined) return ended('SKIPPED', why);
    await module.run(test);
  } catch (error) {
    if (error instanceof Skip) return ended('SKIPPED', error.message);
    findings.push(...must(false, sentence(error)));
  } finally {
    for (const step of undo.toReversed()) {
      await step().catch((error: unknown) => findings.push(...must(false, sentence(error))));
    }
  }
  return ended(verdictOf(findings), findings.map(({ text }) => text).join('; '));
}

/** The discovery document and the keys, as they are now. */
export async function readIssuer(url: string): Promise<Issuer> {
  const reply = await ask(`${url.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const document = asObject(reply.json);
  if (reply.status !== 200 || reply.json === undefined) {
    throw new Error(`discovery answered ${reply.status} without a JSON document`);
  }
  return { url, document, jwks: await readKeys(document['jwks_uri']) };
}

async function readKeys(jwks_uri: unknown): Promise<unknown> {
  if (!isText(jwks_uri)) return undefined;
  return (await ask(jwks_uri)).json;
}

function makeTest(
  { person, staticClient, listener, rotateKeys, clientKey }: Target & { readonly clientKey: ClientKey },
  at: {
    readonly issuer: Issuer;
    readonly variant: Variant;
    readonly findings: Finding[];
    readonly undo: (() => Promise<void>)[];
  },
): Test {
  const { issuer, variant, findings, undo } = at;
  return {
    issuer,
    variant,
    person,
    staticClient,
    clientKey,
    listener,
    rotateKeys,
    report(found) {
      // A module signs in several times; what is wrong each time is worth one line.
      findings.push(...found.filter(({ text }) => !findings.some((known) => known.text === text)));
    },
    afterwards: (step) => void undo.push(step),
    readKeys: () => readKeys(issuer.document['jwks_uri']),
  };
}

function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ level }) => level === 'failure')) return 'FAILED';
  return findings.length > 0 ? 'WARNING' : 'PASSED';
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`;
}
