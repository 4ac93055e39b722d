/**
 * Who signed in to an application last, and what was refused there and why: by the log.
 */
import { Link } from '@tanstack/react-router';
import type { Document } from '../../kinds/view.ts';
import { Sentence } from '../../parts/sentence.tsx';
import { Answered } from '../../record/answered.tsx';
import { isDocument } from '../../record/stored.ts';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { entriesOf } from './entries.ts';

type Props = { readonly id: string };

/** Refusals of requests, of sign-ins and of tokens, in the names of the log. */
const REFUSALS = 'f OR fp OR fu OR fsa OR feacft OR fertft OR feccft OR ferrt OR gd_auth_failed';

/** Quoted for the log's search. */
function logQuestion(client_id: string, types: string, per_page: number) {
  const quoted = `"${client_id.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  return { query: { q: `client_id:${quoted} AND type:(${types})`, sort: 'date:-1', per_page } };
}

export function PeoplePart({ id }: Props) {
  return (
    <>
      <LastSignIns id={id} />
      <Refusals id={id} />
    </>
  );
}

function LastSignIns({ id }: Props) {
  const { people } = useTexts(APPLICATIONS_TEXTS);
  return (
    <section className="card part">
      <header>
        <h2>{people.title}</h2>
        <p className="hint">{people.lead}</p>
      </header>
      <Answered id="logs_list" said={logQuestion(id, 's', 100)}>
        {(value) => {
          const last = lastOfEach(entriesOf(value));
          if (last.length === 0) return <p className="hint">{people.none}</p>;
          return (
            <table className="list inner">
              <thead>
                <tr>
                  <th scope="col">{people.person}</th>
                  <th scope="col">{people.last}</th>
                </tr>
              </thead>
              <tbody>
                {last.map((entry) => (
                  <tr key={String(entry['user_id'])}>
                    <td>
                      <Link to="/$section/$id" params={{ section: 'users', id: String(entry['user_id']) }}>
                        <bdi>{String(entry['user_name'] || entry['user_id'])}</bdi>
                      </Link>
                    </td>
                    <td>
                      <When date={entry['date']} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Answered>
    </section>
  );
}

/** The newest of each, the newest first, as the log has them. */
function lastOfEach(entries: readonly Document[]): readonly Document[] {
  const byUser = new Map<unknown, Document>();
  for (const entry of entries) if (!byUser.has(entry['user_id'])) byUser.set(entry['user_id'], entry);
  byUser.delete(undefined);
  return [...byUser.values()];
}

function Refusals({ id }: Props) {
  const { people } = useTexts(APPLICATIONS_TEXTS);
  return (
    <section className="card part">
      <header>
        <h2>{people.refusals}</h2>
      </header>
      <Answered id="logs_list" said={logQuestion(id, REFUSALS, 20)}>
        {(value) => {
          const all = entriesOf(value);
          if (all.length === 0) return <p className="hint">{people.noRefusals}</p>;
          return (
            <table className="list inner">
              <thead>
                <tr>
                  <th scope="col">{people.what}</th>
                  <th scope="col" className="minor">
                    {people.person}
                  </th>
                  <th scope="col">{people.when}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((entry) => (
                  <Refusal key={String(entry['log_id'])} entry={entry} />
                ))}
              </tbody>
            </table>
          );
        }}
      </Answered>
    </section>
  );
}

function Refusal({ entry }: { readonly entry: Document }) {
  const { people } = useTexts(APPLICATIONS_TEXTS);
  const { description, details, user_id, user_name, date } = entry;
  const { remedy, request_id } = isDocument(details) ? details : {};
  return (
    <tr>
      <td>
        <p className="sentence">
          <Sentence text={String(description)} />
        </p>
        {typeof remedy === 'string' && (
          <p className="hint sentence">
            <Sentence text={remedy} />
          </p>
        )}
        <p className="hint">
          {people.reference}{' '}
          <Link to="/inspect" search={{ reference: String(request_id) }}>
            <code>{String(request_id)}</code>
          </Link>
        </p>
      </td>
      <td className="minor">
        {user_id === undefined ? <em>{people.unknown}</em> : <bdi>{String(user_name || user_id)}</bdi>}
      </td>
      <td>
        <When date={date} />
      </td>
    </tr>
  );
}

function When({ date }: { readonly date: unknown }) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return <time dateTime={String(date)}>{format.format(new Date(String(date)))}</time>;
}
