/**
 * The words of the tenant for a mail, judged as they are typed, with the mail beside them.
 */
import { MAIL_VARIABLES } from '@tacit/server/resources';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Mistake } from '../../api/problem.ts';
import { askedIfThere, useApi } from '../../api/queries.ts';
import { FieldControl } from '../../fields/field-row.tsx';
import { Mistakes } from '../../fields/mistakes.tsx';
import { type Draft, useDraft } from '../../record/form/draft.ts';
import { DraftForm } from '../../record/form/draft-form.tsx';
import { allMistakes, mistakesOf } from '../../record/form/mistakes-of.ts';
import type { FormField } from '../../record/form/names.ts';
import { useSaving } from '../../record/form/saving.ts';
import { useReason } from '../../record/reason.ts';
import { type Stored, storedOf } from '../../record/stored.ts';
import { MAILS_TEXTS } from '../../text/mails/index.ts';
import type { Locale } from '../../text/page-languages.ts';
import { useTexts } from '../../text/subject.ts';
import { CodeArea } from './code-area.tsx';
import { MailPreview } from './mail-preview.tsx';
import {
  BODY,
  calledOf,
  FROM,
  fieldsOf,
  LIFETIME,
  mistakesOfMail,
  SUBJECT,
  starterOf,
} from './mail-template.ts';

type Props = {
  readonly template: string;
  /** Undefined: it is said in the words of the server until this is saved. */
  readonly stored: Stored | undefined;
  readonly view: { readonly language: Locale; readonly onLanguage: (language: Locale) => void };
  readonly onGivenUp: () => void;
};

const NOTHING: Stored = { record: {}, version: undefined };

export function MailForm({ template, stored, view, onGivenUp }: Props) {
  const { editor } = useTexts(MAILS_TEXTS);
  const draft = useMailDraft(template, stored, onGivenUp);
  const saving = useMailSaving(template, draft);
  const reason = useReason(stored ? 'email_templates_update' : 'email_templates_create');
  const fields = fieldsOf(template);
  const said = { subject: draft.value(SUBJECT) ?? '', body: draft.value(BODY) ?? '' };
  const typed = mistakesOfMail(template, said);
  const mistakes = allMistakes(typed, saving.refused);
  const called = calledOf(editor);
  const row = (named: FormField, hint?: string) => (
    <Row
      {...{ named, hint, draft }}
      label={called[named.own] ?? named.own}
      mistakes={mistakesOf(named, mistakes)}
      isReadOnly={reason !== undefined}
      onChange={(value) => saving.set(named, value)}
    />
  );
  return (
    <div className="beside">
      <DraftForm {...{ draft, saving, fields, called, typed, reason }}>
        <div className="card group">
          {row(SUBJECT, editor.ownLead)}
          {row(BODY)}
          {row(FROM, editor.fromHint)}
          {fields.includes(LIFETIME) && row(LIFETIME, editor.lifetimeHint)}
        </div>
        <details className="card group">
          <summary>
            <h2>{editor.variables}</h2>
          </summary>
          <ul className="variables">
            {[...MAIL_VARIABLES].map((name) => (
              <li key={name}>
                <code>{`{{ ${name} }}`}</code>
              </li>
            ))}
          </ul>
        </details>
      </DraftForm>
      <MailPreview template={template} draft={said} isWrong={typed.length > 0} {...view} />
    </div>
  );
}

/** What is begun with is a draft from the first: it is not stored, and can be given up. */
function useMailDraft(template: string, stored: Stored | undefined, onGivenUp: () => void): Draft {
  const { editor } = useTexts(MAILS_TEXTS);
  const draft = useDraft(`mail ${template}`, stored ?? NOTHING, fieldsOf(template));
  const starter = starterOf(template, editor);
  const isNew = stored === undefined;
  return {
    ...draft,
    changed: isNew ? new Set([...Object.keys(starter), ...draft.changed]) : draft.changed,
    document: isNew ? { ...starter, ...draft.document } : draft.document,
    value: (named) => (isNew && !draft.changed.has(named.own) ? starter[named.own] : draft.value(named)),
    discard() {
      draft.discard();
      onGivenUp();
    },
  };
}

function useMailSaving(template: string, draft: Draft) {
  const api = useApi();
  const queries = useQueryClient();
  const path = { templateName: template };
  return useSaving({
    draft,
    save: (version) =>
      draft.begun.version === undefined && version === undefined
        ? api.call('email_templates_create', { body: { ...draft.document, template } })
        : api.call('email_templates_update', { path, body: draft.document, version }),
    async stored() {
      const question = askedIfThere(api, 'email_templates_show', { path });
      const now = await queries.fetchQuery({ ...question, staleTime: 0 });
      return now ? storedOf(now) : NOTHING;
    },
    outdated: ['email_templates_show', 'email_templates_list', 'email_templates_preview'],
  });
}

type RowProps = {
  readonly named: FormField;
  readonly label: string;
  readonly hint: string | undefined;
  readonly draft: Draft;
  readonly mistakes: readonly Mistake[];
  readonly isReadOnly: boolean;
  readonly onChange: (value: unknown) => void;
};

/** Over the whole width: what is written here is long. */
function Row({ named, label, hint, draft, mistakes, isReadOnly, onChange }: RowProps): ReactNode {
  const id = `mail-${named.own}`;
  const value = draft.value(named);
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = `${id}-error`;
  return (
    <div className="field whole" data-changed={draft.changed.has(named.own) || undefined}>
      <p className="field-name">
        <label htmlFor={id}>{label}</label>
      </p>
      {hint !== undefined && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
      {named === BODY ? (
        <CodeArea
          {...{ id, label, mistakes, isReadOnly, onChange }}
          value={typeof value === 'string' ? value : ''}
          describedBy={hintId}
        />
      ) : (
        <div>
          <FieldControl
            {...{ id, label, value, onChange, mistakes, isReadOnly }}
            shape={named.field.shape}
            describedBy={mistakes.length > 0 ? errorId : hintId}
            isOptional={named.field.presence === 'optional'}
          />
          <Mistakes id={errorId} mistakes={mistakes} />
        </div>
      )}
    </div>
  );
}
