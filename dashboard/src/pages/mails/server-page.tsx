/**
 * By which mail server the mail of the tenant goes. Its password goes one way alone.
 */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { askedIfThere, useApi } from '../../api/queries.ts';
import { FieldRow } from '../../fields/field-row.tsx';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useDraft } from '../../record/form/draft.ts';
import { DraftForm } from '../../record/form/draft-form.tsx';
import { allMistakes } from '../../record/form/mistakes-of.ts';
import { rowProps } from '../../record/form/row-props.ts';
import { useSaving } from '../../record/form/saving.ts';
import { useReason } from '../../record/reason.ts';
import { type Stored, storedOf } from '../../record/stored.ts';
import { MAILS_TEXTS } from '../../text/mails/index.ts';
import { useTexts } from '../../text/subject.ts';
import { RemoveServerDialog } from './remove-server-dialog.tsx';
import { mistakesOfServer, PASSWORD, SERVER_FIELDS, saidOf, shownValue } from './server-fields.ts';
import { Tabs } from './tabs.tsx';

const NOTHING: Stored = { record: {}, version: undefined };

export function ServerPage({ isRemoving }: { readonly isRemoving: boolean }) {
  const { server: says } = useTexts(MAILS_TEXTS);
  const api = useApi();
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(askedIfThere(api, 'email_provider_show'));
  const stored = data ? storedOf(data) : undefined;
  const isOff = stored?.record['enabled'] === false;
  const removal = useReason('email_provider_delete');
  const show = (dialog: 'remove' | undefined) =>
    void navigate({ to: '/mails/server', search: dialog ? { dialog } : {}, replace: true });
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{says.title}</h1>
          <p className="lead">{says.lead}</p>
        </div>
        {stored && (
          <p className="tools">
            <Button weight="danger" reason={removal} onPress={() => show('remove')}>
              {says.remove}
            </Button>
          </p>
        )}
      </header>
      <Tabs />
      <Notice tone={stored && !isOff ? 'success' : 'notice'}>
        <p>{stored ? (isOff ? says.off : says.own) : says.none}</p>
      </Notice>
      <ServerForm key={stored ? 'stored' : 'none'} stored={stored} />
      {stored && isRemoving && (
        <RemoveServerDialog version={stored.version} onClose={() => show(undefined)} />
      )}
    </>
  );
}

function ServerForm({ stored }: { readonly stored: Stored | undefined }) {
  const { server: says } = useTexts(MAILS_TEXTS);
  const api = useApi();
  const queries = useQueryClient();
  // Its password goes nowhere but to the server.
  const draft = useDraft(undefined, stored ?? NOTHING, SERVER_FIELDS);
  const reason = useReason(stored ? 'email_provider_update' : 'email_provider_create');
  const saving = useSaving({
    draft,
    save: (version) =>
      stored
        ? api.call('email_provider_update', { body: draft.document, version })
        : api.call('email_provider_create', { body: { name: 'smtp', ...draft.document } }),
    async stored() {
      const question = askedIfThere(api, 'email_provider_show');
      const now = await queries.fetchQuery({ ...question, staleTime: 0 });
      return now ? storedOf(now) : NOTHING;
    },
    outdated: ['email_provider_show'],
  });
  const said = SERVER_FIELDS.filter(({ own }) => draft.changed.has(own)).map(
    (named) => [named.own, draft.value(named)] as const,
  );
  const typed = mistakesOfServer(Object.fromEntries(said));
  const mistakes = allMistakes(typed, saving.refused);
  const called = Object.fromEntries(SERVER_FIELDS.map((named) => [named.own, says[named.says]]));
  return (
    <DraftForm {...{ draft, saving, typed, reason, called }} fields={SERVER_FIELDS} secret={[PASSWORD.own]}>
      <div className="card group">
        {SERVER_FIELDS.map((named) => (
          <FieldRow
            key={named.own}
            {...rowProps(named, { draft, saving, mistakes, reason })}
            id={`server-${named.own}`}
            label={says[named.says]}
            says={saidOf(named, says, stored?.version !== undefined)}
            value={shownValue(named, draft.value(named))}
          />
        ))}
      </div>
    </DraftForm>
  );
}
