/**
 * The tenants of the server, at the tenant that its operators have for themselves: made, moved, suspended, deleted, brought back, destroyed.
 */
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/queries.ts';
import type { Document } from '../../kinds/view.ts';
import { Button } from '../../parts/button.tsx';
import { timeText } from '../../parts/time.tsx';
import { useReason } from '../../record/reason.ts';
import { askedWhole } from '../../record/whole.ts';
import { useTexts } from '../../text/subject.ts';
import { TENANTS_TEXTS } from '../../text/tenants/index.ts';
import { useText } from '../../text/use-text.ts';
import { TenantPage } from './page.tsx';
import { type Ending, useTenantChange } from './tenant-changes.ts';
import { CreateTenant, EndTenant, MoveTenant } from './tenant-dialogs.tsx';

export function TenantsPage() {
  const text = useTexts(TENANTS_TEXTS);
  const { nav } = useText();
  const [isMaking, setIsMaking] = useState(false);
  const reason = useReason('tenants_create');
  return (
    <TenantPage
      title={nav.names.tenants}
      lead={text.lead}
      opens="tenants_list"
      tools={
        <Button weight="primary" reason={reason} onPress={() => setIsMaking(true)}>
          {text.create}
        </Button>
      }
    >
      <Tenants />
      {isMaking && <CreateTenant onClose={() => setIsMaking(false)} />}
    </TenantPage>
  );
}

function Tenants() {
  const { nav } = useText();
  const text = useTexts(TENANTS_TEXTS);
  const { data } = useSuspenseQuery(askedWhole(useApi(), 'tenants_list'));
  const { entries: shown, rest } = data;
  return (
    <section className="card" aria-label={nav.names.tenants}>
      <table className="list keys whole">
        <thead>
          <tr>
            <th scope="col">{text.name}</th>
            <th scope="col" className="minor">
              {text.domain}
            </th>
            <th scope="col">{text.state}</th>
            <th scope="col">
              <span className="away">{text.suspend}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((tenant) => (
            <TenantRow key={String(tenant['id'])} tenant={tenant} />
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="card-foot hint">{text.more(String(rest))}</p>}
    </section>
  );
}

function TenantRow({ tenant }: { readonly tenant: Document }) {
  const { domain, deleted_at } = tenant;
  const id = String(tenant['id']);
  return (
    <tr>
      <td>
        <strong>
          <bdi>{id}</bdi>
        </strong>
      </td>
      <td className="minor">{typeof domain === 'string' && <code>{domain}</code>}</td>
      <td>
        <State tenant={tenant} />
      </td>
      <td>{typeof deleted_at === 'number' ? <Deleted id={id} /> : <Present id={id} tenant={tenant} />}</td>
    </tr>
  );
}

function State({ tenant: { deleted_at, suspended } }: { readonly tenant: Document }) {
  const text = useTexts(TENANTS_TEXTS);
  if (typeof deleted_at === 'number')
    return <span className="tag first alert">{text.deleted(momentOf(deleted_at))}</span>;
  if (suspended === true) return <span className="tag first alert">{text.suspended}</span>;
  return <span className="tag first success">{text.served}</span>;
}

function momentOf(seconds: number): string {
  return timeText(new Date(seconds * 1_000).toISOString());
}

function Present({ id, tenant }: { readonly id: string; readonly tenant: Document }) {
  const text = useTexts(TENANTS_TEXTS);
  const [toChange, toDelete] = [useReason('tenants_update'), useReason('tenants_delete')];
  const [asking, setAsking] = useState<Ending | 'move' | undefined>(undefined);
  const resuming = useTenantChange('tenants_update', id, {
    ...{ says: text.resumed(id), body: { suspended: false } },
  });
  const { hostname } = location;
  const own = hostname === tenant['domain'] || hostname.startsWith(`${id}.`) ? text.own : undefined;
  const onClose = () => setAsking(undefined);
  return (
    <>
      <p className="tools end">
        <Button
          weight="secondary"
          label={text.moveTitle(id)}
          reason={own ?? toChange}
          onPress={() => setAsking('move')}
        >
          {text.move}
        </Button>
        {tenant['suspended'] === true ? (
          <Button
            weight="secondary"
            label={`${text.resume}: ${id}`}
            reason={toChange}
            isBusy={resuming.isPending}
            onPress={() => resuming.mutate()}
          >
            {text.resume}
          </Button>
        ) : (
          <Button
            weight="secondary"
            label={text.suspendTitle(id)}
            reason={own ?? toChange}
            onPress={() => setAsking('suspend')}
          >
            {text.suspend}
          </Button>
        )}
        <Button
          weight="danger"
          label={text.deleteTitle(id)}
          reason={own ?? toDelete}
          onPress={() => setAsking('delete')}
        >
          {text.delete}
        </Button>
      </p>
      {resuming.error && <p className="error">{resuming.error.message}</p>}
      {asking === 'move' && <MoveTenant id={id} named={tenant} onClose={onClose} />}
      {asking !== undefined && asking !== 'move' && <EndTenant id={id} ending={asking} onClose={onClose} />}
    </>
  );
}

function Deleted({ id }: { readonly id: string }) {
  const text = useTexts(TENANTS_TEXTS);
  const [ending, setEnding] = useState<Ending | undefined>(undefined);
  const restoring = useTenantChange('tenants_restore', id, { says: text.restored(id) });
  const toRestore = useReason('tenants_restore');
  const toPurge = useReason('tenants_purge');
  return (
    <>
      <p className="tools end">
        <Button
          weight="secondary"
          label={`${text.restore}: ${id}`}
          reason={toRestore}
          isBusy={restoring.isPending}
          onPress={() => restoring.mutate()}
        >
          {text.restore}
        </Button>
        <Button
          weight="danger"
          label={text.purgeTitle(id)}
          reason={toPurge}
          onPress={() => setEnding('purge')}
        >
          {text.purge}
        </Button>
      </p>
      {restoring.error && <p className="error">{restoring.error.message}</p>}
      {ending && <EndTenant id={id} ending={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}
