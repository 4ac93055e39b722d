/**
 * The host of the tenant that is its own, where it has one; whoever runs the server gives it.
 */
import { useSuspenseQuery } from '@tanstack/react-query';
import { asked, useApi } from '../../api/queries.ts';
import { Copyable } from '../../parts/copyable.tsx';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import { useTexts } from '../../text/subject.ts';
import { Tabs } from './tabs.tsx';

const COMMAND = 'npx tacit tenants set TENANT --domain login.example.com';

export function DomainPage() {
  const text = useTexts(BRANDING_TEXTS);
  const api = useApi();
  const { value } = useSuspenseQuery(asked(api, 'custom_domains_list')).data;
  const [domain] = 'custom_domains' in value ? value.custom_domains : value;
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{text.domainTitle}</h1>
          <p className="lead">{text.domainLead}</p>
        </div>
      </header>
      <Tabs />
      <section className="card stack">
        {domain?.domain === undefined ? (
          <p>{text.domain.none}</p>
        ) : (
          <>
            <p>{text.domain.own}</p>
            <Copyable label={text.domainTitle} value={domain.domain} />
          </>
        )}
        <p className="hint">{text.domain.hint}</p>
        <Copyable label={text.domain.command} value={COMMAND} isBlock />
      </section>
    </>
  );
}
