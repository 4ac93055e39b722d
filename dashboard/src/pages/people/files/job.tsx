/**
 * How far a job has come, asked for until it is done: its address is all that anybody needs to come back to it.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ApiError } from '../../../api/problem.ts';
import { asked, useApi } from '../../../api/queries.ts';
import { Notice } from '../../../parts/notice.tsx';
import { Answered } from '../../../record/answered.tsx';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { useText } from '../../../text/use-text.ts';
import { Entries } from '../shown/entries.tsx';
import { textOf } from '../shown/text-of.ts';

const OVER: ReadonlySet<string> = new Set(['completed', 'failed']);

const AGAIN_MS = 1_000;

export function Job({ id }: { readonly id: string }) {
  const text = useText();
  const { files } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const { data, error } = useQuery({
    ...asked(api, 'jobs_show', { path: { id } }),
    refetchInterval: ({ state }) =>
      state.error || OVER.has(state.data?.value.status ?? '') ? false : AGAIN_MS,
  });
  const job = data?.value;
  if (error && !job)
    return (
      <Notice tone="alert" title={text.failed.title}>
        <p>{error instanceof ApiError && error.status === 404 ? files.gone : error.message}</p>
        <Another />
      </Notice>
    );
  if (!job) return <p className="waiting">{text.loading}</p>;
  const { type, status, percentage_done = 0, summary, location } = job;
  const title = type === 'users_import' ? files.import : files.export;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' });
  const state = textOf(files.states, status) ?? status;
  return (
    <section className="card job" aria-labelledby="job">
      <h2 id="job">
        {title}: {state}
      </h2>
      <progress aria-labelledby="job" max={100} value={percentage_done} />
      <p role="status">
        {files.progress(percent.format(percentage_done / 100))}
        {summary &&
          `: ${files.summary(
            number.format(summary.inserted),
            number.format(summary.updated),
            number.format(summary.failed),
          )}`}
      </p>
      <p className="tools">
        {location !== undefined && (
          <a className="button primary" href={location} download>
            {files.download}
          </a>
        )}
        {OVER.has(status) && <Another />}
      </p>
      {(summary?.failed ?? 0) > 0 && <Refused id={id} />}
    </section>
  );
}

function Another() {
  const { files } = useTexts(PEOPLE_TEXTS);
  return (
    <Link className="button secondary" to="/users/files" search={{}}>
      {files.again}
    </Link>
  );
}

function Refused({ id }: { readonly id: string }) {
  const { files, columns } = useTexts(PEOPLE_TEXTS);
  return (
    <Answered id="job_errors_list" said={{ path: { id } }}>
      {(errors) => (
        <Entries
          label={files.refused}
          entries={errors.map((one, place) => ({ ...one, place }))}
          keyOf={({ place }) => String(place)}
          none=""
          columns={[
            {
              title: columns.person,
              shows: ({ user }) => (
                <bdi>{String(user['email'] ?? user['user_id'] ?? user['username'] ?? '?')}</bdi>
              ),
            },
            {
              title: columns.wrong,
              shows: (one) => <span lang="en">{one.errors.map(({ message }) => message).join('; ')}</span>,
            },
          ]}
        />
      )}
    </Answered>
  );
}
