/**
 * Which APIs an application may call in its own name.
 */
import { CLIENT_VIEW } from '../../kinds/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { useRecord } from '../../record/record-frame.tsx';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { ClientGrants } from './client-grants.tsx';
import { textsOf } from './entries.ts';

export function ApisPart({ id }: { readonly id: string }) {
  const { grants } = useTexts(APPLICATIONS_TEXTS);
  const { record } = useRecord(CLIENT_VIEW, id);
  const isPublic = (record['token_endpoint_auth_method'] ?? 'none') === 'none';
  const mayAsk = textsOf(record['grant_types']).includes('client_credentials') && !isPublic;
  return (
    <>
      {!mayAsk && (
        <Notice tone="notice">
          <p>{grants.cannot}</p>
        </Notice>
      )}
      <ClientGrants by="client_id" of={id} />
    </>
  );
}
