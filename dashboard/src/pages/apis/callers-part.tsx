/**
 * Which applications may call an API in their own name.
 */
import { RESOURCE_SERVER_VIEW } from '../../kinds/resource-server.ts';
import { useRecord } from '../../record/record-frame.tsx';
import { ClientGrants } from '../applications/client-grants.tsx';

export function CallersPart({ id }: { readonly id: string }) {
  const { record } = useRecord(RESOURCE_SERVER_VIEW, id);
  return <ClientGrants by="audience" of={String(record['identifier'])} />;
}
