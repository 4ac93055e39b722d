/**
 * The mails that there are, and in whose words each is.
 */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { asked, useApi } from '../../api/queries.ts';
import { MAILS_TEXTS } from '../../text/mails/index.ts';
import { useTexts } from '../../text/subject.ts';
import { Tabs } from './tabs.tsx';

export function MailsPage() {
  const text = useTexts(MAILS_TEXTS);
  const api = useApi();
  const { data } = useSuspenseQuery(asked(api, 'email_templates_list'));
  const own = new Set(data.value.map(({ template }) => template));
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{text.title}</h1>
          <p className="lead">{text.lead}</p>
        </div>
      </header>
      <Tabs />
      <section className="card" aria-label={text.title}>
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{text.columns.mail}</th>
              <th scope="col" className="minor">
                {text.columns.template}
              </th>
              <th scope="col">{text.columns.words}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(text.names).map(([template, name]) => (
              <tr key={template}>
                <td>
                  <Link to="/mails/$template" params={{ template }}>
                    {name}
                  </Link>
                </td>
                <td className="minor">
                  <code>{template}</code>
                </td>
                <td>
                  {own.has(template) ? (
                    <span className="tag success first">{text.words.tenant}</span>
                  ) : (
                    <em>{text.words.server}</em>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
