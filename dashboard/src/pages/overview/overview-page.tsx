/**
 * The overview: what wants somebody, and how the tenant is used.
 */
import { Link } from '@tanstack/react-router';
import { may } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import { OVERVIEW_TEXTS } from '../../text/overview/index.ts';
import { useLanguage, useTexts } from '../../text/subject.ts';
import { AttentionList } from './attention-list.tsx';
import { Chart } from './chart.tsx';
import {
  isDirect,
  SPANS,
  type Span,
  useActiveUsers,
  useAttention,
  useCounted,
  useDays,
} from './questions.ts';
import { type Counted, chartedOf } from './series.ts';

/** Names that have a colour each. */
const MOST_SERIES = 4;

export function OverviewPage({ span }: { readonly span: Span }) {
  const text = useTexts(OVERVIEW_TEXTS);
  const api = useApi();
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{text.title}</h1>
          <p className="lead">{text.lead}</p>
        </div>
        <nav className="segments" aria-label={text.span}>
          {SPANS.map((days) => (
            <Link
              key={days}
              to="/"
              search={days === 30 ? {} : { days }}
              aria-current={days === span || undefined}
            >
              {text.spans[days]}
            </Link>
          ))}
        </nav>
      </header>
      <AttentionList items={useAttention(span)} />
      {may(api, 'stats_counters') && <Numbers span={span} />}
    </>
  );
}

function Numbers({ span }: { readonly span: Span }) {
  const text = useTexts(OVERVIEW_TEXTS);
  const days = useDays(span);
  const [logins, signups, failures, tokens] = [
    useCounted('logins', span),
    useCounted('signups', span),
    useCounted('failures', span),
    useCounted('tokens', span),
  ];
  const today = logins?.filter(({ date }) => date.startsWith(days.at(-1) ?? ''));
  const charted = (counted: readonly Counted[] | undefined) =>
    counted && chartedOf(counted, days, MOST_SERIES);
  return (
    <>
      <dl className="numbers" aria-label={text.numbers}>
        <Figure name={text.today} count={sumOf(today)} />
        <Figure name={text.signIns} count={sumOf(logins)} />
        <Figure name={text.active} count={useActiveUsers()} />
        <Figure name={text.signUps} count={sumOf(signups)} />
        <Figure name={text.refused} count={sumOf(failures)} />
      </dl>
      <Chart title={text.daily} charted={charted(logins)} called={() => text.signIns} />
      <div className="columns even">
        <Chart title={text.failures} charted={charted(failures)} called={(name) => name} />
        <Chart
          title={text.tokens}
          charted={charted(tokens)}
          called={(name) => (isDirect(name) ? `${name.split(' ')[1]} (${text.direct})` : name)}
        />
      </div>
    </>
  );
}

function sumOf(counted: readonly Counted[] | undefined): number | undefined {
  return counted?.reduce((sum, { count }) => sum + count, 0);
}

function Figure({ name, count }: { readonly name: string; readonly count: number | undefined }) {
  const format = new Intl.NumberFormat(useLanguage());
  return (
    <div className="card">
      <dt>{name}</dt>
      <dd>{count === undefined ? '…' : format.format(count)}</dd>
    </div>
  );
}
