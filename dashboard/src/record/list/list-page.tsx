/**
 * A list of records: searched, ordered and cut into pages by the server, scrolled through as one, its state in the address.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { may, scopesOf } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import type { View } from '../../kinds/view.ts';
import { Failure } from '../../pages/failure.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useText } from '../../text/use-text.ts';
import { NotAllowed } from '../not-allowed.tsx';
import { type ListSearch, listQuestion, reachable, readPage } from './list-search.ts';
import { ListTools } from './list-tools.tsx';
import { PAGE_ROWS } from './list-window.ts';
import { ListPages } from './pages.tsx';
import { Rows } from './rows.tsx';

type Props = { readonly view: View; readonly search: ListSearch };

export function ListPage({ view, search }: Props) {
  const text = useText();
  const api = useApi();
  const { many, lead, create } = text.kinds[view.section];
  const mayRead = may(api, view.operations.list);
  const reason = may(api, view.operations.create)
    ? undefined
    : text.may.hint(scopesOf(view.operations.create).join(' / '));
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{many}</h1>
          <p className="lead">{lead}</p>
        </div>
        <p className="tools">
          {view.Beside && (
            <Suspense>
              <view.Beside />
            </Suspense>
          )}
          {reason === undefined ? (
            <Link className="button primary" to="/$section/new" params={{ section: view.section }}>
              {create}
            </Link>
          ) : (
            <span className="button primary" aria-disabled="true" title={reason}>
              {create}
            </span>
          )}
        </p>
      </header>
      {mayRead ? <List view={view} search={search} /> : <NotAllowed needs={view.operations.list} />}
    </>
  );
}

function List({ view, search }: Props) {
  const api = useApi();
  const text = useText();
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    ...listQuestion(api, view, search),
    placeholderData: keepPreviousData,
  });
  const { total } = readPage(view, data?.value);
  const shown = reachable(view, search, total);
  const isNarrowed = search.q !== undefined || search.only !== undefined;
  if (error && !data) return <Failure error={error} onAgain={() => void refetch()} />;
  return (
    <section className="card" aria-label={text.kinds[view.section].many} aria-busy={isPlaceholderData}>
      {(total > 0 || isNarrowed) && <ListTools view={view} search={search} />}
      {isPending && <Waiting />}
      {shown > 0 && <Rows view={view} search={search} total={shown} />}
      {shown < total && <p className="card-foot hint">{text.list.most(said(shown))}</p>}
      {shown > PAGE_ROWS && <ListPages view={view} search={search} total={shown} />}
      {data && total === 0 && (isNarrowed ? <NoMatch view={view} /> : <NoneYet view={view} />)}
    </section>
  );
}

function said(count: number): string {
  return new Intl.NumberFormat(document.documentElement.lang).format(count);
}

function NoneYet({ view }: Pick<Props, 'view'>) {
  const { none, first, create } = useText().kinds[view.section];
  return (
    <div className="nothing">
      <h2>{none}</h2>
      <p>{first}</p>
      <Link className="button secondary" to="/$section/new" params={{ section: view.section }}>
        {create}
      </Link>
    </div>
  );
}

function NoMatch({ view }: Pick<Props, 'view'>) {
  const { list } = useText();
  return (
    <div className="nothing">
      <h2>{list.noMatch}</h2>
      <p>{list.noMatchHint}</p>
      <Link className="button secondary" to="/$section" params={{ section: view.section }} search={{}}>
        {list.clear}
      </Link>
    </div>
  );
}
