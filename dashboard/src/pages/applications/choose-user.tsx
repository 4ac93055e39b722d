/**
 * Choosing a person: typed, then one of those that are found.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { asked, useApi } from '../../api/queries.ts';
import { USER_VIEW, userQuery } from '../../kinds/user.ts';
import { nameOf } from '../../kinds/views.ts';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { entriesOf } from './entries.ts';

type Props = { readonly user: string | undefined; readonly onChoose: (user: string) => void };

const SHOWN = 8;

export function ChooseUser({ user, onChoose }: Props) {
  const { evaluate } = useTexts(APPLICATIONS_TEXTS);
  const api = useApi();
  const place = useId();
  const [typed, setTyped] = useState('');
  const q = typed === '' ? {} : { q: userQuery(typed) };
  const { data, error } = useQuery({
    ...asked(api, 'users_list', { query: { per_page: SHOWN, ...q } }),
    placeholderData: keepPreviousData,
  });
  return (
    <fieldset className="choose-user wide">
      <legend>{evaluate.user}</legend>
      <label htmlFor={`${place}-q`}>{evaluate.findUser}</label>
      <input
        id={`${place}-q`}
        type="search"
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {error && <p className="error">{error.message}</p>}
      <ul className="people">
        {entriesOf(data?.value).map((one) => {
          const id = String(one['user_id']);
          const { email } = one;
          const name = nameOf(USER_VIEW, one);
          return (
            <li key={id}>
              <input
                id={`${place}-${id}`}
                type="radio"
                name={`${place}-user`}
                checked={id === user}
                onChange={() => onChoose(id)}
              />
              <label htmlFor={`${place}-${id}`}>
                <bdi>{name}</bdi>
                {typeof email === 'string' && email !== name && (
                  <small>
                    <bdi>{email}</bdi>
                  </small>
                )}
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
