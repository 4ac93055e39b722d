/**
 * What applications are called, where a record has their IDs alone.
 */
import { useQuery } from '@tanstack/react-query';
import { may } from '../api/client.ts';
import { useApi } from '../api/queries.ts';
import { askedWhole } from './whole.ts';

/** The name of an ID; the ID itself until it is known, where somebody may not read it, and of what is no more. */
export function useClientNames(): (client_id: string) => string {
  const api = useApi();
  const question = askedWhole(api, 'clients_list', { query: { fields: 'client_id,name' } });
  const { data } = useQuery({ ...question, enabled: may(api, 'clients_list') });
  const names = new Map(data?.entries.map(({ client_id, name }) => [client_id, name]));
  return (client_id) => String(names.get(client_id) || client_id);
}
