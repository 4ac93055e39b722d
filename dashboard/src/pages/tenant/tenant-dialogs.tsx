/**
 * A tenant is made, moved, or comes to an end: what goes along, and its name typed.
 */
import { KINDS, mistakesIn } from '@tacit/server/resources';
import { useState } from 'react';
import { FieldRow } from '../../fields/field-row.tsx';
import { useFieldLabel } from '../../fields/label.ts';
import type { Document } from '../../kinds/view.ts';
import { Dialog } from '../../parts/dialog/dialog.tsx';
import { DialogEnd } from '../../parts/dialog/dialog-end.tsx';
import { TypedDialog } from '../../parts/dialog/typed-dialog.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useCreation } from '../../record/create/creation.ts';
import { mistakesOf } from '../../record/form/mistakes-of.ts';
import { useTexts } from '../../text/subject.ts';
import { TENANTS_TEXTS } from '../../text/tenants/index.ts';
import type { TenantsText } from '../../text/tenants/text.ts';
import { type Ending, useTenantChange } from './tenant-changes.ts';
import { TENANT_FIELDS } from './tenant-fields.ts';

const OPERATIONS = { operations: { create: 'tenants_create', list: 'tenants_list' } } as const;

export function CreateTenant({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(TENANTS_TEXTS);
  const labelOf = useFieldLabel();
  const toast = useToast();
  const [document, setDocument] = useState<Document>({});
  const creation = useCreation(OPERATIONS, (record) => {
    toast(text.made(String(record['id'])));
    onClose();
  });
  const typed = mistakesIn(KINDS.tenant, { document, stored: undefined });
  const mistakes = [...typed.filter(({ code }) => code !== 'missing_field'), ...creation.mistakes];
  const isWhole = typed.length === 0;
  return (
    <Dialog title={text.create} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) creation.create(document);
        }}
      >
        <p>{text.createLead}</p>
        <div className="nested">
          {TENANT_FIELDS.map((named) => (
            <FieldRow
              key={named.own}
              id={`tenant-${named.own}`}
              label={labelOf(named.own)}
              field={named.field}
              value={document[named.own]}
              onChange={(value) => {
                creation.forgive();
                setDocument({ ...document, [named.own]: value });
              }}
              mistakes={mistakesOf(named, mistakes)}
              isReadOnly={false}
            />
          ))}
        </div>
        <DialogEnd
          weight="primary"
          isBusy={creation.isBusy}
          confirm={text.make}
          failure={creation.failure}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

type Moving = { readonly id: string; readonly named: Document; readonly onClose: () => void };

const MOVED = TENANT_FIELDS.filter(({ own }) => KINDS.tenant.key.includes(own));

/** Another name, another region: said as they are, and changed. */
export function MoveTenant({ id, named, onClose }: Moving) {
  const text = useTexts(TENANTS_TEXTS);
  const { name, region } = named;
  const [to, setTo] = useState<Document>({ name, region });
  const moving = useTenantChange('tenants_move', id, {
    ...{ says: text.moved(`${to['name']}.${to['region']}`), body: to, onClose },
  });
  const mistakes = mistakesIn(KINDS.tenant, { document: to, stored: undefined });
  return (
    <Dialog title={text.moveTitle(id)} isAlert onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (mistakes.length === 0) moving.mutate();
        }}
      >
        <ul className="takes">
          {text.moveLead.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <div className="nested">
          {MOVED.map((field) => (
            <FieldRow
              key={field.own}
              id={`move-${field.own}`}
              label={field.own === 'name' ? text.name : text.region}
              field={field.field}
              value={to[field.own]}
              onChange={(value) => setTo({ ...to, [field.own]: value })}
              mistakes={mistakesOf(field, mistakes)}
              isReadOnly={false}
            />
          ))}
        </div>
        <DialogEnd
          weight="danger"
          isBusy={moving.isPending}
          confirm={text.move}
          failure={moving.error?.message}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

type End = {
  readonly operation: 'tenants_update' | 'tenants_delete' | 'tenants_purge';
  readonly body?: object;
  readonly says: string;
  readonly title: string;
  readonly lead: readonly string[];
  readonly confirm: string;
};

const ENDINGS: Readonly<Record<Ending, (text: TenantsText, id: string) => End>> = {
  suspend: (text, id) => ({
    ...{ operation: 'tenants_update', body: { suspended: true }, says: text.stopped(id) },
    ...{ title: text.suspendTitle(id), lead: text.suspendLead, confirm: text.suspend },
  }),
  delete: (text, id) => ({
    ...{ operation: 'tenants_delete', says: text.done(id) },
    ...{ title: text.deleteTitle(id), lead: text.deleteLead, confirm: text.delete },
  }),
  purge: (text, id) => ({
    ...{ operation: 'tenants_purge', says: text.done(id) },
    ...{ title: text.purgeTitle(id), lead: text.purgeLead, confirm: text.purge },
  }),
};

type EndProps = { readonly id: string; readonly ending: Ending; readonly onClose: () => void };

export function EndTenant({ id, ending, onClose }: EndProps) {
  const text = useTexts(TENANTS_TEXTS);
  const { operation, title, lead, confirm, ...change } = ENDINGS[ending](text, id);
  const removal = useTenantChange(operation, id, { ...change, onClose });
  return (
    <TypedDialog
      title={title}
      name={id}
      asks={text.type(id)}
      confirm={confirm}
      isBusy={removal.isPending}
      failure={removal.error?.message}
      onConfirm={() => removal.mutate()}
      onClose={onClose}
    >
      <ul className="takes">
        {lead.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </TypedDialog>
  );
}
