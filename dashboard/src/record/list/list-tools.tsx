/**
 * What a list is searched, narrowed and ordered by: typing replaces the address, choosing adds one to go back from.
 */
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { PAUSE_MS } from '../../api/settled.ts';
import type { View } from '../../kinds/view.ts';
import { useText } from '../../text/use-text.ts';
import type { ListSearch } from './list-search.ts';

type Props = { readonly view: View; readonly search: ListSearch };

export function ListTools({ view, search }: Props) {
  const { list, columns, values } = useText();
  const id = useId();
  const navigate = useNavigate();
  const go = (change: ListSearch, replace: boolean) => {
    const { page: _, ...kept } = { ...search, ...change };
    const said = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== ''));
    void navigate({ to: '/$section', params: { section: view.section }, search: said, replace });
  };
  const { search: sought, only, orders } = view;
  if (!sought && !only && !orders) return null;
  return (
    <search className="list-tools">
      {sought && <SearchBox q={search.q ?? ''} hint={list[sought.hint]} onSearch={(q) => go({ q }, true)} />}
      {only && (
        <p>
          <label htmlFor={`${id}-only`}>{columns[only.label]}</label>
          <select
            id={`${id}-only`}
            value={search.only ?? ''}
            onChange={({ target }) => go({ only: target.value }, false)}
          >
            <option value="">{list.all}</option>
            {only.values.map((value) => (
              <option key={value} value={value}>
                {String(values[value])}
              </option>
            ))}
          </select>
        </p>
      )}
      {orders && (
        <p>
          <label htmlFor={`${id}-order`}>{list.order}</label>
          <select
            id={`${id}-order`}
            value={search.order ?? ''}
            onChange={({ target }) => go({ order: target.value }, false)}
          >
            {orders.map((order) => (
              <option key={order} value={order}>
                {list.orders[order]}
              </option>
            ))}
          </select>
        </p>
      )}
    </search>
  );
}

type SearchBoxProps = {
  /** As the address has it. */
  readonly q: string;
  readonly hint: string;
  readonly onSearch: (q: string) => void;
};

/**
 * What is typed runs ahead of the address, which follows once somebody has stopped for a moment. From then on the address rules, to
 * wherever it leads: whoever presses a link while the search still loads has gone there, and not to what they had typed.
 */
function SearchBox({ q, hint, onSearch }: SearchBoxProps) {
  const { list } = useText();
  const id = useId();
  const router = useRouter();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const isSent = useRef(false);
  const send = useEffectEvent((wanted: string) => {
    isSent.current = true;
    if (wanted !== q) onSearch(wanted);
  });
  // The pause is the browser's.
  useEffect(() => {
    if (typed === undefined) return;
    const timer = setTimeout(() => send(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  // Where it leads is the router's.
  useEffect(
    () =>
      router.subscribe('onResolved', () => {
        if (isSent.current) setTyped(undefined);
      }),
    [router],
  );
  return (
    <p className="grow">
      <label htmlFor={id}>{list.search}</label>
      <input
        id={id}
        type="search"
        placeholder={hint}
        value={typed ?? q}
        onChange={({ target }) => {
          isSent.current = false;
          setTyped(target.value);
        }}
      />
    </p>
  );
}
