/**
 * Which scopes of an API an application may have in its own name; a new grant asks first for which of the others it is.
 */
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { asked, useApi } from '../../api/queries.ts';
import type { Document } from '../../kinds/view.ts';
import { Dialog } from '../../parts/dialog/dialog.tsx';
import { DialogEnd } from '../../parts/dialog/dialog-end.tsx';
import { Rest } from '../../parts/rest.tsx';
import { isDocument } from '../../record/stored.ts';
import type { Whole } from '../../record/whole.ts';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { GRANT_FORGETS, type GrantSide, scopesOfApi, textsOf } from './entries.ts';
import { useWrite } from './use-write.ts';

type Props = {
  readonly by: GrantSide;
  readonly of: string;
  /** What names one of the others in a grant, and in its own list. */
  readonly member: GrantSide;
  readonly named: 'identifier' | 'client_id';
  readonly others: Whole;
  readonly granted: Whole;
  /** Undefined: a new one. */
  readonly grant: Document | undefined;
  readonly name: string | undefined;
  readonly onClose: () => void;
};

export function GrantDialog({ by, of, member, named, others, granted, grant, name, onClose }: Props) {
  const { grants } = useTexts(APPLICATIONS_TEXTS);
  const place = useId();
  const free = others.entries.filter((one) => granted.entries.every((two) => two[member] !== one[named]));
  const [other, setOther] = useState(grant ? String(grant[member]) : '');
  const [chosen, setChosen] = useState(textsOf(grant?.['scope']));
  const [isAll, setIsAll] = useState(grant?.['allow_all_scopes'] === true);
  const scopes = useScopes(by === 'audience' ? of : other);
  const { write, isBusy, failure } = useWrite({
    id: grant ? 'client_grants_update' : 'client_grants_create',
    forgets: GRANT_FORGETS,
    done: grants.saved,
    onDone: onClose,
  });
  const choose = by === 'client_id' ? grants.chooseApi : grants.chooseClient;
  const given = { scope: isAll ? [] : chosen, allow_all_scopes: isAll };
  return (
    <Dialog title={name === undefined ? grants.add : grants.changeOf(name)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (grant) write({ path: { id: String(grant['id']) }, body: given });
          else if (other !== '') write({ body: { [by]: of, [member]: other, ...given } });
        }}
      >
        {!grant && (
          <>
            <label htmlFor={`${place}-other`}>{choose}</label>
            <select id={`${place}-other`} value={other} onChange={({ target }) => setOther(target.value)}>
              <option value="">{choose}</option>
              {free.map((one) => (
                <option key={String(one[named])} value={String(one[named])}>
                  {String(one['name'] || one[named])}
                </option>
              ))}
            </select>
            <Rest count={others.rest} />
          </>
        )}
        <fieldset className="scope-choice">
          <legend>{grants.scopes}</legend>
          <ScopeTicks {...{ place, scopes, chosen, isAll, setIsAll }} all={grants.all} onChoose={setChosen} />
        </fieldset>
        <DialogEnd
          weight="primary"
          isBusy={isBusy}
          reason={grant || other !== '' ? undefined : choose}
          confirm={grants.save}
          failure={failure}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

type TickProps = {
  readonly place: string;
  readonly scopes: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (scopes: readonly string[]) => void;
  readonly isAll: boolean;
  readonly setIsAll: (isAll: boolean) => void;
  readonly all: string;
};

function ScopeTicks({ place, scopes, chosen, onChoose, isAll, setIsAll, all }: TickProps) {
  return (
    <ul className="ticks">
      <li>
        <input
          id={`${place}-all`}
          type="checkbox"
          checked={isAll}
          onChange={({ target }) => setIsAll(target.checked)}
        />
        <label htmlFor={`${place}-all`}>{all}</label>
      </li>
      {!isAll &&
        scopes.map((scope) => (
          <li key={scope}>
            <input
              id={`${place}-${scope}`}
              type="checkbox"
              checked={chosen.includes(scope)}
              onChange={({ target }) =>
                onChoose(scopes.filter((one) => (one === scope ? target.checked : chosen.includes(one))))
              }
            />
            <label htmlFor={`${place}-${scope}`}>
              <code>{scope}</code>
            </label>
          </li>
        ))}
    </ul>
  );
}

/** Those that an API has now. */
function useScopes(identifier: string): readonly string[] {
  const api = useApi();
  const { data } = useQuery({
    ...asked(api, 'resource_servers_show', { path: { id: identifier } }),
    enabled: identifier !== '',
  });
  const value: unknown = data?.value;
  return scopesOfApi(isDocument(value) ? value : undefined);
}
