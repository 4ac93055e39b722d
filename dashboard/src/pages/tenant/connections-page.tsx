/**
 * Where people come from: the database of the tenant and other sources, and which applications use them.
 */
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { may } from '../../api/client.ts';
import { asked, useApi } from '../../api/queries.ts';
import { Rest } from '../../parts/rest.tsx';
import { isDocument } from '../../record/stored.ts';
import { useTexts } from '../../text/subject.ts';
import { TENANT_TEXTS } from '../../text/tenant/index.ts';
import { useText } from '../../text/use-text.ts';
import { TenantPage } from './page.tsx';
import { SettingForm } from './setting-form.tsx';
import { CONNECTIONS_FORM } from './setting-forms.ts';

/** Enough to see which they are; the rest is counted. */
const SHOWN = 50;

export function ConnectionsPage() {
  const { nav } = useText();
  const { connections } = useTexts(TENANT_TEXTS);
  const api = useApi();
  return (
    <TenantPage title={nav.names.connections} lead={connections.lead} opens="connections_list">
      <SettingForm view={CONNECTIONS_FORM} titles={connections.groups} />
      {may(api, 'clients_list') && <Uses />}
    </TenantPage>
  );
}

function Uses() {
  const { connections } = useTexts(TENANT_TEXTS);
  const hint = useId();
  const query = { fields: 'name,client_id', per_page: SHOWN, include_totals: true };
  const { data } = useQuery(asked(useApi(), 'clients_list', { query }));
  const page: unknown = data?.value;
  if (!isDocument(page)) return null;
  const { clients, total } = page;
  const shown = Array.isArray(clients) ? clients.filter(isDocument) : [];
  const rest = Number(total) - shown.length;
  return (
    <section className="card" aria-labelledby={`${hint}-title`}>
      <h2 id={`${hint}-title`}>{connections.uses}</h2>
      <p className="hint" id={hint}>
        {shown.length === 0 ? connections.noUses : connections.usesHint}
      </p>
      <ul className="ticks">
        {shown.map(({ client_id, name }) => (
          <li key={String(client_id)}>
            <input
              id={`${hint}-${client_id}`}
              type="checkbox"
              checked
              readOnly
              aria-disabled="true"
              aria-describedby={hint}
            />
            <label htmlFor={`${hint}-${client_id}`}>
              <bdi>{String(name || client_id)}</bdi>
            </label>
          </li>
        ))}
      </ul>
      <Rest count={rest} />
    </section>
  );
}
