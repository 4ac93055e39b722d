/**
 * What is found in a request: what would happen, then each finding with the rule and what helps.
 */
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api/problem.ts';
import { asked, useApi } from '../../api/queries.ts';
import { Notice } from '../../parts/notice.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import { Failure } from '../failure.tsx';
import { FindingCard } from './finding-card.tsx';
import type { Finding, Inspection } from './inspection.ts';

export function ByAddress({ address }: { readonly address: string }) {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    ...asked(api, 'diagnosis_create', { body: { url: address } }),
    staleTime: 0,
    gcTime: 0,
  });
  if (error) return <Failure error={error} onAgain={() => void refetch()} />;
  return <Result inspection={data?.value} onChanged={() => void refetch()} />;
}

export function ByReference({ reference }: { readonly reference: string }) {
  const api = useApi();
  const text = useTexts(INSPECT_TEXTS);
  const { data, error, refetch } = useQuery({
    ...asked(api, 'diagnosis_show', { query: { reference } }),
    staleTime: 0,
  });
  if (error instanceof ApiError && error.status === 404)
    return (
      <Notice tone="notice">
        <p>{text.unknownReference}</p>
      </Notice>
    );
  if (error) return <Failure error={error} onAgain={() => void refetch()} />;
  return (
    <Result inspection={data?.value} title={text.ofReference(reference)} onChanged={() => void refetch()} />
  );
}

type Props = {
  readonly inspection: Inspection | undefined;
  readonly title?: string;
  readonly onChanged: () => void;
};

function Result({ inspection, title, onChanged }: Props) {
  const text = useTexts(INSPECT_TEXTS);
  const { findings = [], parameters = [], next } = inspection ?? {};
  const shown = findings.filter(({ verdict }) => verdict !== 'ok');
  return (
    <section className="card stack" aria-label={text.result} aria-busy={!inspection}>
      <h2>{title ?? text.result}</h2>
      {next?.sentence !== undefined && (
        <p className="next" data-kind={next.kind} role="status">
          <strong>{text.next}:</strong> <Sentence text={next.sentence} />
        </p>
      )}
      {parameters.length > 0 && (
        <ul className="chips">
          {parameters.map(({ name, verdict = 'ok' }) => (
            <li key={name} data-verdict={verdict}>
              <code>{name}</code> <span>{text.verdicts[verdict]}</span>
            </li>
          ))}
        </ul>
      )}
      {shown.map((finding) => (
        <FindingCard
          key={`${finding.code} ${finding.where} ${finding.sentence}`}
          {...{ finding, onChanged }}
          isTold={next?.kind === 'error_answer'}
        />
      ))}
      <Right
        findings={findings.filter(({ verdict }) => verdict === 'ok')}
        count={parameters.filter(({ verdict }) => verdict === 'ok').length}
      />
    </section>
  );
}

/** What is right is said too, for whoever wants to know why. */
function Right({ findings, count }: { readonly findings: readonly Finding[]; readonly count: number }) {
  const text = useTexts(INSPECT_TEXTS);
  if (findings.length === 0 || count === 0) return null;
  return (
    <details>
      <summary>{text.counted(count)}</summary>
      <dl className="facts">
        {findings.map(({ code, where, sentence, section }) => (
          <div key={`${code} ${where}`}>
            <dt>
              <code>{where}</code>
            </dt>
            <dd>
              {sentence} <small className="hint">{section}</small>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
