/**
 * By what people sign in to an application.
 */

import { Answered } from '../../record/answered.tsx';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { entriesOf } from './entries.ts';

/** A tenant has no more. */
const MOST = 100;

export function ConnectionsPart({ id }: { readonly id: string }) {
  const { connections } = useTexts(APPLICATIONS_TEXTS);
  return (
    <section className="card part">
      <header>
        <h2>{connections.title}</h2>
        <p className="hint">{connections.lead}</p>
      </header>
      <Answered id="clients_list_connections" said={{ path: { id }, query: { take: MOST } }}>
        {(value) => {
          const all = entriesOf(value, 'connections');
          if (all.length === 0) return <p className="hint">{connections.none}</p>;
          return (
            <table className="list inner">
              <thead>
                <tr>
                  <th scope="col">{connections.name}</th>
                  <th scope="col">{connections.strategy}</th>
                </tr>
              </thead>
              <tbody>
                {all.map(({ id: connection, name, strategy }) => (
                  <tr key={String(connection)}>
                    <td>
                      <bdi>{String(name)}</bdi>
                    </td>
                    <td className="word">
                      <code>{String(strategy)}</code>
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
