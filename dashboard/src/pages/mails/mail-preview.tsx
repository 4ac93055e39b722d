/**
 * A mail as it would be, for somebody who does not exist; and on its way to whoever looks at it, if they wish.
 */

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asked, useApi } from '../../api/queries.ts';
import { useSettled } from '../../api/settled.ts';
import type { Document } from '../../kinds/view.ts';
import { Button } from '../../parts/button.tsx';
import { Failed } from '../../parts/failed.tsx';
import { Framed } from '../../parts/framed.tsx';
import { LocaleSelect } from '../../parts/locale-select.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useReason } from '../../record/reason.ts';
import { MAILS_TEXTS } from '../../text/mails/index.ts';
import type { Locale } from '../../text/page-languages.ts';
import { useTexts } from '../../text/subject.ts';

type Props = {
  readonly template: string;
  /** Subject and body as they are typed; nothing: as the mail is now. */
  readonly draft: Document;
  readonly isWrong: boolean;
  readonly language: Locale;
  readonly onLanguage: (language: Locale) => void;
};

export function MailPreview({ template, draft, isWrong, language, onLanguage }: Props) {
  const { preview, names } = useTexts(MAILS_TEXTS);
  const api = useApi();
  const toast = useToast();
  const reason = useReason('email_templates_try');
  const [part, setPart] = useState<'html' | 'text'>('html');
  const path = { templateName: template };
  const body = useSettled(JSON.stringify({ ...draft, language }));
  const { data, error, isFetching } = useQuery({
    ...asked(api, 'email_templates_preview', { path, body: JSON.parse(body) }),
    placeholderData: keepPreviousData,
    enabled: !isWrong,
  });
  const sending = useMutation({
    mutationFn: () => api.call('email_templates_try', { path, body: { ...draft, language } }),
    onSuccess: ({ value }) => toast(preview.sent(value.to ?? '')),
  });
  const { subject = '', text = '', html, frame, words = 'server' } = data?.value ?? {};
  const title = `${preview.title}: ${Object.entries(names).find(([one]) => one === template)?.[1] ?? template}`;
  return (
    <section className="preview card" aria-labelledby="preview-title">
      <h2 id="preview-title">{preview.title}</h2>
      <div className="preview-tools">
        <LocaleSelect label={preview.language} value={language} onChange={onLanguage} />
        <Segments
          label={preview.part}
          value={part}
          choices={[
            ['html', preview.html],
            ['text', preview.text],
          ]}
          onChange={setPart}
        />
      </div>
      <p className="mail-subject">
        <small>{preview.subject}</small>
        <strong lang={language} dir="auto">
          {subject}
        </strong>
      </p>
      <div className="preview-place" aria-busy={isFetching}>
        {html === undefined || frame === undefined ? (
          <p className="hint">{preview.drawing}</p>
        ) : part === 'html' ? (
          <Framed title={title} drawn={{ html, frame }} size="mail" />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard (axe: scrollable-region-focusable).
          <section className="mail-text" aria-label={title} tabIndex={0}>
            <pre lang={language} dir="auto">
              {text}
            </pre>
          </section>
        )}
      </div>
      {(isWrong || error) && (
        <Notice tone="notice">
          <p>{preview.stale}</p>
          {error && <p>{error.message}</p>}
        </Notice>
      )}
      <Failed says={sending.error?.message} />
      <p className="hint">{preview.words[words]}</p>
      <p>
        <Button
          weight="secondary"
          reason={reason}
          isBusy={sending.isPending || isWrong}
          onPress={() => sending.mutate()}
        >
          {preview.send}
        </Button>
      </p>
    </section>
  );
}
