/**
 * One mail: what it says now, and what it is to say in the words of the tenant.
 */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { askedIfThere, useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { Copyable } from '../../parts/copyable.tsx';
import { useReason } from '../../record/reason.ts';
import { storedOf } from '../../record/stored.ts';
import { MAILS_TEXTS } from '../../text/mails/index.ts';
import { type Locale, ownLocale } from '../../text/page-languages.ts';
import { useTexts } from '../../text/subject.ts';
import { GiveUpDialog } from './give-up-dialog.tsx';
import { MailForm } from './mail-form.tsx';
import { MailPreview } from './mail-preview.tsx';
import type { MailSearch } from './mail-search.ts';

type Props = { readonly template: string; readonly search: MailSearch };

export function MailPage({ template, search }: Props) {
  const text = useTexts(MAILS_TEXTS);
  const api = useApi();
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(
    askedIfThere(api, 'email_templates_show', { path: { templateName: template } }),
  );
  const [isBegun, setIsBegun] = useState(false);
  const stored = data ? storedOf(data) : undefined;
  const { language = ownLocale(), dialog } = search;
  const go = (next: MailSearch) =>
    void navigate({
      to: '/mails/$template',
      params: { template },
      search: next,
      replace: true,
      resetScroll: false,
    });
  const view = { language, onLanguage: (one: Locale) => go({ ...search, language: one }) };
  return (
    <>
      <nav className="crumbs">
        <Link to="/mails">{text.title}</Link>
      </nav>
      <header className="page-head">
        <div>
          <h1>{nameOf(text.names, template)}</h1>
          <Copyable label={text.columns.template} value={template} />
        </div>
        {stored && <BackButton onPress={() => go({ ...search, dialog: 'back' })} />}
      </header>
      {stored || isBegun ? (
        <MailForm key={template} {...{ template, stored, view }} onGivenUp={() => setIsBegun(false)} />
      ) : (
        <div className="beside">
          <section className="card stack">
            <p>{text.editor.serverLead}</p>
            <BeginButton onPress={() => setIsBegun(true)} />
          </section>
          <MailPreview template={template} draft={{}} isWrong={false} {...view} />
        </div>
      )}
      {stored && dialog === 'back' && (
        <GiveUpDialog
          template={template}
          version={stored.version}
          onClose={() => go({ language })}
          onDone={() => setIsBegun(false)}
        />
      )}
    </>
  );
}

function nameOf(names: Readonly<Record<string, string>>, template: string): string {
  return names[template] ?? template;
}

function BeginButton({ onPress }: { readonly onPress: () => void }) {
  const { editor } = useTexts(MAILS_TEXTS);
  const reason = useReason('email_templates_create');
  return (
    <p>
      <Button weight="primary" reason={reason} onPress={onPress}>
        {editor.begin}
      </Button>
    </p>
  );
}

function BackButton({ onPress }: { readonly onPress: () => void }) {
  const { editor } = useTexts(MAILS_TEXTS);
  const reason = useReason('email_templates_update');
  return (
    <p className="tools">
      <Button weight="danger" reason={reason} onPress={onPress}>
        {editor.back}
      </Button>
    </p>
  );
}
