/**
 * Scopes of an API are given to somebody, or put into a role: an API is chosen, then scopes that are not held yet.
 */
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { may, type OperationId } from '../../../api/client.ts';
import { useApi } from '../../../api/queries.ts';
import { Rest } from '../../../parts/rest.tsx';
import { isDocument } from '../../../record/stored.ts';
import { askedWhole } from '../../../record/whole.ts';
import { PEOPLE_TEXTS } from '../../../text/people/index.ts';
import { useTexts } from '../../../text/subject.ts';
import { permissionIn, permissionKey } from '../user/acts.ts';
import { TickDialog } from './tick-dialog.tsx';

type Props = {
  readonly name: string;
  /** What is held already, as `permissionKey` has it. */
  readonly held: ReadonlySet<string> | undefined;
  readonly operation: OperationId;
  readonly id: string;
  readonly forgets: readonly OperationId[];
  readonly onClose: () => void;
};

export function PermissionDialog({ name, held, operation, id, forgets, onClose }: Props) {
  const { give } = useTexts(PEOPLE_TEXTS);
  const api = useApi();
  const selectId = useId();
  const [chosen, setChosen] = useState(0);
  const { data } = useQuery({
    ...askedWhole(api, 'resource_servers_list', { query: { sort: 'name:1' } }),
    enabled: may(api, 'resource_servers_list'),
  });
  const apis = data?.entries;
  const shown = apis?.[chosen];
  const scopes = Array.isArray(shown?.['scopes']) ? shown['scopes'].filter(isDocument) : [];
  const choices = scopes.map((scope) => ({
    key: permissionKey({
      resource_server_identifier: String(shown?.['identifier']),
      permission_name: String(scope['value']),
    }),
    name: String(scope['value']),
    says: typeof scope['description'] === 'string' ? scope['description'] : undefined,
  }));
  return (
    <TickDialog
      title={give.permissionsTitle(name)}
      choices={apis && held && choices.filter(({ key }) => !held.has(key))}
      operation={operation}
      said={(keys) => ({ path: { id }, body: { permissions: keys.map(permissionIn) } })}
      forgets={forgets}
      onClose={onClose}
    >
      <label htmlFor={selectId}>{give.api}</label>
      <select id={selectId} value={chosen} onChange={({ target }) => setChosen(Number(target.value))}>
        {apis?.map((one, place) => (
          <option key={String(one['identifier'])} value={place}>
            {String(one['name'] ?? one['identifier'])}
          </option>
        ))}
      </select>
      <Rest count={data?.rest ?? 0} />
    </TickDialog>
  );
}
