/**
 * What the same request would be by implicit, hybrid, and code with PKCE, each judged as if the application had asked so.
 */
import { useQueries } from '@tanstack/react-query';
import { asked, useApi } from '../../api/queries.ts';
import { Sentence } from '../../parts/sentence.tsx';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import { countOf, type Inspection } from './inspection.ts';
import { byFlow, type Flow, flowOf, parametersOf } from './request.ts';

const COMPARED: readonly Flow[] = ['implicit', 'hybrid', 'code'];

export function Compare({ issuer, address }: { readonly issuer: string; readonly address: string }) {
  const api = useApi();
  const text = useTexts(INSPECT_TEXTS);
  const asks = useQueries({
    queries: COMPARED.map((flow) =>
      asked(api, 'diagnosis_create', { body: { url: byFlow(issuer, address, flow) } }),
    ),
  });
  const own = flowOf(parametersOf(address).get('response_type') ?? '');
  return (
    <section className="card stack" aria-label={text.compare}>
      <div>
        <h2>{text.compare}</h2>
        <p className="hint">{text.compareHint}</p>
      </div>
      <ul className="flows">
        {COMPARED.map((flow, place) => (
          <li key={flow} aria-current={flow === own || undefined}>
            <h3>{text.flows[flow].name}</h3>
            <Outcome inspection={asks[place]?.data?.value} />
            <p className="hint">{text.flows[flow].arrives}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Outcome({ inspection }: { readonly inspection: Inspection | undefined }) {
  const text = useTexts(INSPECT_TEXTS);
  if (!inspection) return <p aria-busy="true" />;
  const [wrong, risky] = [countOf(inspection, 'wrong'), countOf(inspection, 'risky')];
  const first = inspection.findings?.find(({ verdict }) => verdict === 'wrong') ?? inspection.next;
  return (
    <div data-verdict={wrong > 0 ? 'wrong' : risky > 0 ? 'risky' : 'ok'}>
      <p>
        <span className="verdict">{text.findings(wrong, risky)}</span>
      </p>
      {first?.sentence !== undefined && (
        <p>
          <Sentence text={first.sentence} />
        </p>
      )}
    </div>
  );
}
