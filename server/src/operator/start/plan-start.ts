/**
 * What beginning would do to the database, judged by the rules of the file before any file is there.
 */
import type { Config } from '../../config.ts';
import type { Refusal, Wish } from '../../desk/desk.ts';
import { err, ok, type Result } from '../../protocol/result.ts';
import { readDocument } from '../../resources/computed/document.ts';
import type { Finding } from '../../resources/finding.ts';
import { KINDS } from '../../resources/index.ts';
import type { KindName } from '../../resources/kind.ts';
import { byOperator } from '../ground.ts';
import { withDeskToRead } from '../open-desk.ts';
import type { Document } from '../records/asked.ts';
import { refusals } from '../records/said.ts';
import { type Step, stepsOf } from '../steps.ts';
import { type Start, startRecords } from './start-records.ts';

/** What somebody is asked, or says by a flag of this name. */
const START_ANSWERS = ['tenant', 'region', 'spa', 'api', 'user'] as const;

export type StartAnswer = (typeof START_ANSWERS)[number];

/** An answer, and what is wrong with it. */
export type StartComplaint = { readonly answer: StartAnswer; readonly message: string };

/** Which answer a record comes from, and of a field that comes from another one, which. */
const ANSWERS: ReadonlyMap<KindName, Readonly<Record<string, StartAnswer>> & { readonly own: StartAnswer }> =
  new Map([
    ['tenant', { own: 'tenant', region: 'region' }],
    ['settings', { own: 'tenant' }],
    ['client', { own: 'spa' }],
    ['resource_server', { own: 'api' }],
    ['user', { own: 'user' }],
  ]);

type Said = { readonly kind: KindName; readonly document: Document };

/** Stands in for the name of a tenant that cannot be read, so that what is wrong with the rest is told as well. */
const UNREAD = 'unread';

/** The steps that the file would take, with the user's where there is to be one; or all that is wrong. */
export async function planStart(
  config: Config,
  start: Start,
  user: string | undefined,
): Promise<Result<readonly Step[], readonly StartComplaint[]>> {
  const said: readonly Said[] = [
    ...startRecords(start),
    ...(user === undefined ? [] : [{ kind: 'user', document: { email: user } } as const]),
  ];
  const reads = said.map((one) => ({
    ...one,
    ...readDocument(KINDS[one.kind], 'auth0', one.document, { unknown: 'refuse' }),
  }));
  const ofForm = reads.flatMap(({ kind, findings }) => findings.map((finding) => complaint(kind, finding)));
  const isTenantRead = !ofForm.some(({ answer }) => answer === 'tenant' || answer === 'region');
  const { name, region } = isTenantRead ? start.tenant : { name: UNREAD, region: UNREAD };
  const readable = reads.filter(({ kind, findings }) => kind === 'tenant' || findings.length === 0);
  const wishes = readable.map(
    ({ kind, said: values }): Wish => ({
      kind,
      verb: 'put',
      meant: 'whole',
      ...(kind === 'tenant'
        ? { said: { ...values, name, region } }
        : { said: values, place: { name, region } }),
    }),
  );
  return withDeskToRead(config, async ({ desk }) => {
    const planned = await desk.plan(wishes, byOperator('init'));
    const refused = planned.ok ? [] : planned.error.flatMap((refusal) => complaintsOf(refusal, readable));
    const complaints = firstOfEach([...ofForm, ...refused]);
    return planned.ok && complaints.length === 0 ? ok(stepsOf(planned.value, config)) : err(complaints);
  });
}

function complaintsOf(refusal: Refusal, said: readonly Said[]): readonly StartComplaint[] {
  const kind = said[refusal.wish]?.kind ?? 'tenant';
  return refusals({ kind }, [refusal]).map((one) => complaint(kind, one));
}

function complaint(
  kind: KindName,
  { path: [name], message }: Pick<Finding, 'path' | 'message'>,
): StartComplaint {
  const answers = ANSWERS.get(kind);
  if (!answers) throw new Error(`Nobody begins with a ${kind}.`);
  return { answer: answers[String(name)] ?? answers.own, message };
}

/** In the order of the flags. One address stands in several fields: what is wrong with it is said once. */
function firstOfEach(complaints: readonly StartComplaint[]): readonly StartComplaint[] {
  return START_ANSWERS.flatMap((name) => complaints.find(({ answer }) => answer === name) ?? []);
}
