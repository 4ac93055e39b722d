/**
 * The quick start of an application that there is.
 */
import { useQuery } from '@tanstack/react-query';
import { may } from '../../api/client.ts';
import { asked, useApi } from '../../api/queries.ts';
import { CLIENT_VIEW } from '../../kinds/client.ts';
import { useRecord } from '../../record/record-frame.tsx';
import { APPLICATIONS_TEXTS } from '../../text/applications/index.ts';
import { useTexts } from '../../text/subject.ts';
import { entriesOf } from './entries.ts';
import { QuickStart } from './quick-start.tsx';

export function StartPart({ id }: { readonly id: string }) {
  const { start } = useTexts(APPLICATIONS_TEXTS);
  const api = useApi();
  const { record } = useRecord(CLIENT_VIEW, id);
  const isMachine = record['app_type'] === 'non_interactive';
  const { data } = useQuery({
    ...asked(api, 'client_grants_list', { query: { client_id: id } }),
    enabled: isMachine && may(api, 'client_grants_list'),
  });
  const [grant] = entriesOf(data?.value);
  const audience = grant?.['audience'];
  return (
    <section className="card">
      <h2>{isMachine ? start.own : start.title}</h2>
      <QuickStart client={record} audience={typeof audience === 'string' ? audience : undefined} />
    </section>
  );
}
