/**
 * Every field of an application, and who changed what of it.
 */
import { CLIENT_VIEW } from '../../kinds/client.ts';
import { RecordForm } from '../../record/form/record-form.tsx';
import { History } from '../../record/history.tsx';
import { useRecord } from '../../record/record-frame.tsx';

export function SettingsPart({ id }: { readonly id: string }) {
  return (
    <>
      <RecordForm key={id} view={CLIENT_VIEW} id={id} stored={useRecord(CLIENT_VIEW, id)} />
      <History key={`history ${id}`} by="client_id" id={id} />
    </>
  );
}
