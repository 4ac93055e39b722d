/**
 * Jobs: people brought in a file and taken away in one, and mails that ask somebody to confirm their address.
 */
import type { Exchange } from '../../../deps.ts';
import { parseJsonObject } from '../../../http/json-value.ts';
import { FORMATS } from '../../../people/lines.ts';
import { MAX_ERRORS, MAX_FILE_BYTES } from '../../../people/people-file.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { DATABASE_CONNECTION } from '../../../protocol/tenant/connection.ts';
import type { JsonSchema } from '../../../resources/field.ts';
import { isRecordOf, optional, required, withDefault } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { boolean, identifier, list, oneOf, record, text, whole } from '../../../resources/shape.ts';
import { type Answer, type Asked, actorOf, type Operation, operation } from '../../operation.ts';
import { inexistent, invalid, type Problem, problem } from '../../problem.ts';
import { idOf } from '../../record-ids.ts';
import { readQuery } from '../../request/read.ts';
import { findUser, IDENTITY, objectOf, TEXT } from '../support/support-asked.ts';
import { askToVerify } from '../users/user-changes.ts';
import { EXPORTED_FIELD, JOB_KEPT, type Job, NOTHING_DONE, readJob, showJob } from './job.ts';
import { locationOf } from './job-file.ts';
import { textsOf } from './parts.ts';
import { readUpload, type Upload } from './upload.ts';

type Answered = Promise<Result<Answer, Problem>>;

/** Under way at once in a tenant, as Auth0 has it. */
const MOST_JOBS = 2;

const CONNECTION_ID = idOf('con_', [DATABASE_CONNECTION]);

const JOB: JsonSchema = {
  type: 'object',
  properties: {
    ...Object.fromEntries(
      ['id', 'type', 'status', 'connection_id', 'external_id', 'location', 'format', 'status_details'].map(
        (name) => [name, TEXT],
      ),
    ),
    created_at: { type: 'string', format: 'date-time' },
    ...Object.fromEntries(
      ['percentage_done', 'time_left_seconds', 'limit'].map((name) => [name, { type: 'integer' }]),
    ),
    fields: { type: 'array', items: { type: 'object' } },
    summary: objectOf(
      Object.fromEntries(
        ['failed', 'updated', 'inserted', 'total'].map((name) => [name, { type: 'integer' }]),
      ),
    ),
  },
  required: ['id', 'type', 'status', 'created_at'],
  additionalProperties: false,
};

const ERRORS: JsonSchema = {
  type: 'array',
  items: objectOf({
    user: { type: 'object', description: 'As they were brought; what lets somebody in is `*****`.' },
    errors: { type: 'array', items: objectOf({ code: TEXT, message: TEXT, path: TEXT }) },
  }),
};

/** Auth0's. */
const STATUSES = { users_import: 202, users_export: 200, verification_email: 201 } as const;

type Begun = Partial<Job> & Pick<Job, 'type' | 'status'>;

/** Writes the job and says so; whoever has time does it. */
async function begin(
  job: Begun,
  of: Named,
  { exchange, access }: Pick<Asked, 'exchange' | 'access'>,
): Answered {
  const { deps, records, request_id, address } = exchange;
  const who = { actor: actorOf(access), address, request_id };
  const whole: Job = { ...NOTHING_DONE, created_at: deps.now(), ...who, scope: [...access.scope], ...job };
  const isDone = whole.status === 'completed';
  const stored = { ...of, document: JSON.stringify(whole), isDone };
  if (!(await records.jobs.begin(stored, MOST_JOBS)))
    return err(
      problem(429, 'too_many_jobs', `There are ${MOST_JOBS} jobs under way: wait until one of them is done`),
    );
  const detail = `${job.type} ${of.job_id}`;
  const by = { request_id, ip: address, client_id: access.client_id, actor: who.actor };
  await records.audit.record({ type: 'job_begun', ...by, detail });
  if (!isDone) deps.jobsBegun.dispatchEvent(new Event('begun'));
  return ok({ status: STATUSES[job.type], body: shown(of.job_id, whole, exchange) });
}

type Named = { readonly job_id: string; readonly expires_at: number };

function named({ deps }: Exchange): Named {
  return { job_id: `job_${deps.random(12)}`, expires_at: deps.now() + JOB_KEPT };
}

function shown(job_id: string, job: Job, exchange: Exchange) {
  const location = locationOf(job_id, job, exchange);
  return showJob(job_id, job, { now: exchange.deps.now(), location });
}

function isOurs(connection_id: string | undefined): boolean {
  return connection_id === undefined || connection_id === CONNECTION_ID;
}

const NO_CONNECTION = problem(400, 'inexistent_connection', 'The connection does not exist.');

const NO_MAIL = 'can only be false: no mail is sent at the end of a job, which GET /api/v2/jobs/{id} tells';

const IMPORT_FIELDS = {
  connection_id: required(text(255), { sentence: 'To which connection.' }),
  upsert: withDefault(boolean, false, { sentence: 'Whether people who are there are changed.' }),
  external_id: optional(text(255), { sentence: 'What whoever asks calls it.' }),
  send_completion_email: optional(boolean, { sentence: 'False: no mail is sent at the end of a job.' }),
} as const;

async function importUsers(asked: Asked): Answered {
  const of = named(asked.exchange);
  const upload = await readUpload(asked.exchange, of);
  const begun = upload.ok ? await importOf(upload.value, of, asked) : upload;
  // What was brought in vain does not wait for its day.
  if (!begun.ok) await asked.exchange.records.jobs.drop(of.job_id);
  return begun;
}

/** The fields of a form are texts, as those of a query are. */
async function importOf({ fields, total, parts }: Upload, of: Named, asked: Asked): Answered {
  const read = readQuery(new URLSearchParams(fields).toString(), IMPORT_FIELDS);
  if (!read.ok) return err(invalid('body', read.error.mistakes ?? []));
  if (!isRecordOf(IMPORT_FIELDS, read.value))
    throw new Error('The fields of an import are read by their shapes.');
  const { connection_id, upsert, external_id, send_completion_email } = read.value;
  if (!isOurs(connection_id)) return err(NO_CONNECTION);
  // Whoever asks for a mail would wait for it.
  if (send_completion_email === true) return err(wrong('send_completion_email', NO_MAIL));
  const said = { connection_id, ...(external_id === undefined ? {} : { external_id }) };
  const status = parts === 0 ? 'completed' : 'pending';
  return begin({ type: 'users_import', status, total, parts, ...said, is_upsert: upsert ? 1 : 0 }, of, asked);
}

function wrong(name: string, message: string): Problem {
  return invalid('body', [{ code: 'wrong_shape', path: [name], message }]);
}

async function findJob(id: string, { records }: Exchange): Promise<Result<Job, Problem>> {
  const stored = await records.jobs.find(id);
  return stored ? ok(readJob(stored)) : err(inexistent('job'));
}

async function showErrors({ path: { id = '' }, exchange }: Asked): Answered {
  const job = await findJob(id, exchange);
  if (!job.ok) return job;
  const { deps, tenant, records } = exchange;
  const errors: Values[] = [];
  const of = { seal: deps.seal, tenant_id: tenant.tenant_id, job_id: id, role: 'errors' } as const;
  for await (const text of textsOf(of, records)) {
    errors.push(parseJsonObject(text) ?? {});
    if (errors.length >= MAX_ERRORS) break;
  }
  return ok({ status: 200, body: errors });
}

const IMPORT_BODY: JsonSchema = {
  type: 'object',
  properties: {
    users: {
      type: 'string',
      format: 'binary',
      description: `A JSON list of people, of at most ${MAX_FILE_BYTES} bytes.`,
    },
    connection_id: TEXT,
    upsert: {
      type: 'boolean',
      description: 'Whether people who are there are changed, in what they do not sign in by.',
    },
    external_id: { type: 'string', maxLength: 255 },
    send_completion_email: { type: 'boolean', enum: [false], description: `${NO_MAIL}.` },
  },
  required: ['users', 'connection_id'],
  additionalProperties: false,
};

export const JOB_OPERATIONS: readonly Operation[] = [
  {
    ...{ id: 'users_import_create', method: 'POST', path: '/jobs/users-imports', scopes: ['create:users'] },
    sentence: 'Imports people from a file.',
    query: {},
    body: { reads: 'multipart', schema: IMPORT_BODY },
    answers: { 202: JOB },
    handle: importUsers,
  },
  operation({
    ...{ id: 'users_export_create', method: 'POST', path: '/jobs/users-exports', scopes: ['read:users'] },
    sentence: 'Writes people into a file.',
    body: {
      connection_id: optional(text(255), { sentence: 'Of this connection alone.' }),
      format: withDefault(oneOf(FORMATS), 'json', { sentence: 'JSON, a person a line, or CSV.' }),
      limit: optional(whole(1, Number.MAX_SAFE_INTEGER), { sentence: 'So many people at the most.' }),
      fields: optional(list(record(EXPORTED_FIELD), { max: 100 }), {
        sentence: 'What is told of each; else all.',
      }),
    },
    answers: { 200: JOB },
    async handle(asked) {
      const { exchange, body } = asked;
      if (!isOurs(body.connection_id)) return err(NO_CONNECTION);
      const people = await exchange.deps.desk.count('user', exchange.tenant.tenant_id);
      const total = Math.min(people, body.limit ?? people);
      return begin({ type: 'users_export', status: 'pending', total, ...body }, named(exchange), asked);
    },
  }),
  operation({
    ...{
      id: 'verification_email_create',
      method: 'POST',
      path: '/jobs/verification-email',
      scopes: ['update:users'],
    },
    sentence: 'Sends a mail that asks somebody to confirm their address.',
    body: {
      user_id: required(identifier(255), { sentence: 'To whom.' }),
      client_id: optional(identifier(255), { sentence: 'The application for which it is done.' }),
      ...IDENTITY,
    },
    answers: { 201: JOB },
    async handle(asked) {
      const { exchange, body } = asked;
      const user = await findUser(body.user_id, exchange);
      if (!user.ok) return user;
      const { email, email_verified } = user.value.claims;
      if (email === undefined) return err(wrong('user_id', 'must have an e-mail address'));
      await askToVerify({ sub: user.value.sub, email, email_verified: email_verified === true }, exchange);
      return begin({ type: 'verification_email', status: 'completed' }, named(exchange), asked);
    },
  }),
  {
    ...{
      id: 'jobs_show',
      method: 'GET',
      path: '/jobs/{id}',
      scopes: ['create:users', 'read:users', 'update:users'],
    },
    ...{ sentence: 'Shows how far a job has come.', query: {}, answers: { 200: JOB } },
    async handle({ path: { id = '' }, exchange }) {
      const job = await findJob(id, exchange);
      return job.ok ? ok({ status: 200, body: shown(id, job.value, exchange) }) : job;
    },
  },
  {
    ...{ id: 'job_errors_list', method: 'GET', path: '/jobs/{id}/errors' },
    scopes: ['create:users', 'read:users'],
    ...{ sentence: 'Lists who was not imported, and why.', query: {}, answers: { 200: ERRORS } },
    handle: showErrors,
  },
];
