/**
 * What stands around a record, whatever of it is shown: what it is called, what may be done to it, its parts where it has several.
 */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { asked, useApi } from '../api/queries.ts';
import type { Document, View } from '../kinds/view.ts';
import { idOf, nameOf } from '../kinds/views.ts';
import { Button } from '../parts/button.tsx';
import { Copyable } from '../parts/copyable.tsx';
import { useText } from '../text/use-text.ts';
import { useReason } from './reason.ts';
import type { RecordDialog } from './record-dialogs.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { type Stored, storedOf } from './stored.ts';
import { useOpen } from './use-open.ts';

type Props = {
  readonly view: View;
  readonly id: string;
  readonly dialog: RecordDialog | undefined;
  /** What else one can go to from it. */
  readonly ways?: ReactNode;
  readonly children: ReactNode;
};

/** A record as it is stored, which a loader has waited for. */
export function useRecord(view: View, id: string): Stored {
  const api = useApi();
  const { data } = useSuspenseQuery(asked(api, view.operations.show, { path: { id } }));
  return storedOf(data);
}

export function RecordFrame({ view, id, dialog, ways, children }: Props) {
  const text = useText();
  const { record, version } = useRecord(view, id);
  const name = nameOf(view, record);
  const open = useOpen<RecordDialog>();
  return (
    <>
      <nav className="crumbs">
        <Link to="/$section" params={{ section: view.section }}>
          {text.kinds[view.section].many}
        </Link>
      </nav>
      <header className="page-head">
        <div>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <Copyable
            label={text.columns[view.section === 'apis' ? 'identifier' : 'id']}
            value={calledBy(view, record)}
          />
        </div>
        <p className="tools">
          {ways}
          {view.kind === 'client' && <RotateButton record={record} onPress={() => open('secret')} />}
          <RemoveButton view={view} onPress={() => open('delete')} />
        </p>
      </header>
      {children}
      {dialog === 'delete' && (
        <RemoveDialog {...{ view, id, record, name, version }} onClose={() => open(undefined)} />
      )}
      {dialog === 'secret' && view.kind === 'client' && (
        <SecretDialog {...{ view, id, name }} onClose={() => open(undefined)} />
      )}
    </>
  );
}

/** By what programs know it. */
function calledBy(view: View, record: Document): string {
  const { identifier } = record;
  return typeof identifier === 'string' ? identifier : idOf(view, record);
}

function RemoveButton({ view, onPress }: { readonly view: View; readonly onPress: () => void }) {
  const text = useText();
  const reason = useReason(view.operations.remove);
  return (
    <Button weight="danger" reason={reason} onPress={onPress}>
      {text.remove.button(text.kinds[view.section].one)}
    </Button>
  );
}

function RotateButton({ record, onPress }: { readonly record: Document; readonly onPress: () => void }) {
  const { secret } = useText();
  const barred = useReason('clients_rotate_secret');
  const method = String(record['token_endpoint_auth_method'] ?? 'none');
  const reason = method.startsWith('client_secret_') ? barred : secret.public;
  return (
    <Button weight="secondary" reason={reason} onPress={onPress}>
      {secret.rotate}
    </Button>
  );
}
