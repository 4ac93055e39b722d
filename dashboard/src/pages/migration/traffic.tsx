/**
 * What the answered requests of an application showed.
 */
import { MIGRATION_TEXTS } from '../../text/migration/index.ts';
import { useTexts } from '../../text/subject.ts';
import { type Advice, useCount, useDay } from './advice.ts';

type Shown = Advice['traffic'][number];

export function Traffic({ traffic }: { readonly traffic: readonly Shown[] }) {
  const text = useTexts(MIGRATION_TEXTS);
  const { columns } = text;
  return (
    <section className="card part">
      <header>
        <h2>{text.traffic}</h2>
        <p className="hint">{text.trafficLead}</p>
      </header>
      {traffic.length === 0 && <p className="hint">{text.noTraffic}</p>}
      {traffic.length > 0 && (
        <table className="list inner">
          <thead>
            <tr>
              <th scope="col">{columns.way}</th>
              <th scope="col">{columns.shows}</th>
              <th scope="col" className="end minor">
                {columns.all}
              </th>
              <th scope="col" className="end">
                {columns.lately}
              </th>
              <th scope="col" className="end minor">
                {columns.since}
              </th>
            </tr>
          </thead>
          <tbody>
            {inOrder(traffic).map((one) => (
              <Row key={`${one.way} ${one.facet} ${one.value}`} shown={one} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What is asked for one way stands together, and of that each thing that is shown. */
function inOrder(traffic: readonly Shown[]): readonly Shown[] {
  const key = ({ way, facet }: Shown) => `${way} ${facet}`;
  return traffic.toSorted((a, b) => key(a).localeCompare(key(b)) || b.n - a.n);
}

function Row({ shown: { way, facet, value, n, lately, first } }: { readonly shown: Shown }) {
  const { facets, values } = useTexts(MIGRATION_TEXTS);
  const [count, day] = [useCount(), useDay()];
  const words: Readonly<Record<string, string>> = values;
  const word = Object.hasOwn(words, value) ? words[value] : undefined;
  return (
    <tr>
      <th scope="row">
        <code>{way}</code>
      </th>
      <td>
        {facets[facet]}: {word ?? <code>{value}</code>}
      </td>
      <td className="end minor">{count(n)}</td>
      <td className="end">{count(lately)}</td>
      <td className="end minor">{day(first)}</td>
    </tr>
  );
}
