/**
 * Removing a record: what goes with it, counted where somebody may count it, and its name typed.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { may } from '../api/client.ts';
import { asked, forget, useApi } from '../api/queries.ts';
import type { Document, View } from '../kinds/view.ts';
import { TypedDialog } from '../parts/dialog/typed-dialog.tsx';
import { useToast } from '../parts/toasts.tsx';
import { useText } from '../text/use-text.ts';
import { isDocument } from './stored.ts';

type Props = {
  readonly view: View;
  readonly id: string;
  readonly record: Document;
  readonly name: string;
  /** What was looked at is what goes. */
  readonly version: string | undefined;
  readonly onClose: () => void;
};

export function RemoveDialog({ view, id, record, name, version, onClose }: Props) {
  const { remove } = useText();
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const removal = useMutation({
    mutationFn: () => api.call(view.operations.remove, { path: { id }, version }),
    async onSuccess() {
      toast(remove.gone(name));
      await navigate({ to: '/$section', params: { section: view.section }, search: {}, ignoreBlocker: true });
      queries.removeQueries({ queryKey: [view.operations.show] });
      await forget(queries, [view.operations.list]);
    },
  });
  return (
    <TypedDialog
      title={remove.title(name)}
      name={name}
      asks={remove.type(name)}
      confirm={remove.confirm}
      isBusy={removal.isPending}
      failure={removal.error?.message}
      onConfirm={() => removal.mutate()}
      onClose={onClose}
    >
      <p>{remove.lead}</p>
      <ul className="takes">
        {view.takes.map((taken) => (
          <Taken key={taken.says} taken={taken} of={String(record[taken.counted?.member ?? view.id] ?? id)} />
        ))}
      </ul>
    </TypedDialog>
  );
}

function Taken({
  taken: { says, counted },
  of,
}: {
  readonly taken: View['takes'][number];
  /** By what it is counted. */
  readonly of: string;
}) {
  const api = useApi();
  const { takes } = useText().remove;
  const said =
    counted?.by === 'path' ? { path: { [counted.name]: of } } : { query: { [counted?.name ?? '']: of } };
  const query = { per_page: 1, include_totals: true, ...('query' in said ? said.query : {}) };
  const { data } = useQuery({
    ...asked(api, counted?.id ?? 'clients_list', { ...said, query }),
    enabled: counted !== undefined && may(api, counted.id),
  });
  const page: unknown = data?.value;
  const total = isDocument(page) ? Number(page['total']) : undefined;
  const words = takes[says];
  return <li>{typeof words === 'string' ? words : words(total === undefined ? '…' : String(total))}</li>;
}
