/**
 * Every field of an API: its scopes, lifetimes, algorithm and dialect.
 */
import { RESOURCE_SERVER_VIEW } from '../../kinds/resource-server.ts';
import { RecordForm } from '../../record/form/record-form.tsx';
import { History } from '../../record/history.tsx';
import { useRecord } from '../../record/record-frame.tsx';

export function SettingsPart({ id }: { readonly id: string }) {
  const stored = useRecord(RESOURCE_SERVER_VIEW, id);
  const identifier = String(stored.record['identifier']);
  return (
    <>
      <RecordForm key={id} view={RESOURCE_SERVER_VIEW} id={id} stored={stored} />
      <History key={`history ${id}`} by="details.record" id={`resource_server ${identifier}`} />
    </>
  );
}
