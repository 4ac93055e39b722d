/**
 * What the log is narrowed by. What is typed is asked for when it is sent, for each question is a search of the whole log.
 */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { may } from '../../api/client.ts';
import { useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { isDocument } from '../../record/stored.ts';
import { LOGS_TEXTS } from '../../text/logs/index.ts';
import { useTexts } from '../../text/subject.ts';
import { isLogSort, type LogSearch, readLogSearch, SORTS, type SPANS } from './log-search.ts';

type Props = { readonly search: LogSearch };

/** What is typed, by the name that the address has for it. */
const TYPED = ['user', 'client', 'ip', 'reference', 'q'] as const;

export function LogTools({ search }: Props) {
  const text = useTexts(LOGS_TEXTS);
  const id = useId();
  const navigate = useNavigate();
  const find = useUserByAddress();
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const labels = {
    user: [text.user, text.userHint],
    client: [text.client, text.clientHint],
    ip: [text.address, '192.0.2.1'],
    reference: [text.reference, text.referenceHint],
    q: [text.terms, text.termsHint],
  } as const;
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = Object.fromEntries(new FormData(event.currentTarget));
    const { user, ...others } = readLogSearch(said);
    const found = user === undefined ? undefined : await find(user);
    if (user !== undefined && found === undefined) return setWrong(text.nobody);
    const who = found === undefined ? {} : { user: found };
    await navigate({ to: '/logs', search: { ...others, ...who, ...(search.live ? { live: true } : {}) } });
  }
  return (
    <search aria-label={text.filters}>
      <form className="list-tools" onSubmit={(event) => void submit(event)}>
        <p className="grow">
          <label htmlFor={`${id}-type`}>{text.type}</label>
          <TypeChoice id={`${id}-type`} type={search.type} />
        </p>
        {!search.live && (
          <p>
            <label htmlFor={`${id}-since`}>{text.since}</label>
            <select id={`${id}-since`} name="since" defaultValue={search.since ?? ''}>
              <option value="">{text.ever}</option>
              {(['hour', 'day', 'week'] as const satisfies readonly (keyof typeof SPANS)[]).map((span) => (
                <option key={span} value={span}>
                  {text.spans[span]}
                </option>
              ))}
            </select>
          </p>
        )}
        {TYPED.map((name) => (
          <p key={name}>
            <label htmlFor={`${id}-${name}`}>{labels[name][0]}</label>
            <input
              id={`${id}-${name}`}
              name={name}
              type="search"
              spellCheck={false}
              autoCapitalize="none"
              placeholder={labels[name][1]}
              defaultValue={search[name] ?? ''}
              aria-describedby={name === 'user' && wrong !== undefined ? `${id}-wrong` : undefined}
              aria-invalid={(name === 'user' && wrong !== undefined) || undefined}
            />
          </p>
        ))}
        {wrong !== undefined && (
          <p className="error" id={`${id}-wrong`} role="alert">
            {wrong}
          </p>
        )}
        <p className="last">
          <Button weight="secondary" isSubmit>
            {text.apply}
          </Button>
        </p>
      </form>
    </search>
  );
}

/** The sorts, and whatever an address names besides. */
function TypeChoice({ id, type }: { readonly id: string; readonly type: string | undefined }) {
  const text = useTexts(LOGS_TEXTS);
  return (
    <select id={id} name="type" defaultValue={type ?? ''}>
      <option value="">{text.all}</option>
      {Object.keys(SORTS)
        .filter(isLogSort)
        .map((sort) => (
          <option key={sort} value={sort}>
            {text.sorts[sort]}
          </option>
        ))}
      {type !== undefined && !isLogSort(type) && <option value={type}>{type}</option>}
    </select>
  );
}

/** Who has an address, for no address of ours holds one; undefined: nobody. */
function useUserByAddress(): (user: string) => Promise<string | undefined> {
  const api = useApi();
  return async (user) => {
    if (!user.includes('@') || !may(api, 'users_by_email_list')) return user;
    const { value } = await api.call('users_by_email_list', { query: { email: user } });
    const [found]: readonly unknown[] = Array.isArray(value) ? value : [];
    const id = isDocument(found) ? found['user_id'] : undefined;
    return typeof id === 'string' ? id : undefined;
  };
}
