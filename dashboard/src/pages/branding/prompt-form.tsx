/**
 * The texts of a prompt, each with what the server says, and the page that says them.
 */
import { useQueryClient } from '@tanstack/react-query';
import type { Mistake } from '../../api/problem.ts';
import { asked, useApi } from '../../api/queries.ts';
import { Button } from '../../parts/button.tsx';
import { type Draft, useDraft } from '../../record/form/draft.ts';
import { DraftForm } from '../../record/form/draft-form.tsx';
import type { Place } from '../../record/form/leaving.ts';
import { type Saving, useSaving } from '../../record/form/saving.ts';
import { useReason } from '../../record/reason.ts';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import type { Locale } from '../../text/page-languages.ts';
import { useTexts } from '../../text/subject.ts';
import { fieldOf, ownTexts, type PageText, textsIn, withTyped } from './page-texts.ts';
import { PreviewPane } from './preview-pane.tsx';
import type { TextsSearch } from './texts-search.ts';

type Props = {
  readonly search: TextsSearch;
  readonly onSearch: Parameters<typeof PreviewPane>[0]['onSearch'];
  readonly prompt: string;
  readonly language: Locale;
  readonly texts: readonly PageText[];
  readonly version: string | undefined;
};

/** Pages that say a text in a state that is not the one a screen begins in. */
const STATES: readonly string[] = ['login-failed', 'signup-failed'];

const NONE: readonly Mistake[] = [];

/** Another prompt or language is another form. */
function isSamePrompt(from: Place, to: Place): boolean {
  return (
    from.pathname === to.pathname &&
    ['prompt', 'language'].every((name) => from.search[name] === to.search[name])
  );
}

export function PromptForm({ search, onSearch, prompt, language, texts, version }: Props) {
  const api = useApi();
  const queries = useQueryClient();
  const fields = texts.map(fieldOf);
  const draft = useDraft(`texts ${prompt} ${language}`, { record: ownTexts(texts, prompt), version }, fields);
  const reason = useReason('prompts_set_custom_text');
  const body = withTyped(draft.begun.record, draft.document);
  const path = { prompt, language };
  const saving = useSaving({
    draft,
    save: (upon) => api.call('prompts_set_custom_text', { path, body, version: upon }),
    async stored() {
      const question = asked(api, 'prompts_show_texts', { path: { language } });
      const now = await queries.fetchQuery({ ...question, staleTime: 0 });
      return { record: ownTexts(textsIn(now.value), prompt), version: now.version };
    },
    outdated: ['prompts_show_texts', 'branding_preview'],
  });
  const called = Object.fromEntries(texts.map(({ name }) => [name, name]));
  const screens = [...new Set(texts.map(({ screen }) => screen))];
  const pages = [...screens, ...STATES.filter((state) => screens.includes(state.replace('-failed', '')))];
  return (
    <div className="beside">
      <DraftForm {...{ draft, saving, reason, fields, called }} typed={NONE} isSamePage={isSamePrompt}>
        <div className="card group">
          {texts.map((one) => (
            <TextRow
              key={one.name}
              text={one}
              language={language}
              draft={draft}
              saving={saving}
              isReadOnly={reason !== undefined}
              onFocus={() => {
                if (search.page !== one.screen) onSearch({ page: one.screen });
              }}
            />
          ))}
        </div>
      </DraftForm>
      <PreviewPane
        search={{ ...search, language }}
        onSearch={onSearch}
        draft={{ texts: { [prompt]: body } }}
        isWrong={false}
        pages={pages}
        hasLanguage={false}
      />
    </div>
  );
}

type RowProps = {
  readonly text: PageText;
  readonly language: Locale;
  readonly draft: Draft;
  readonly saving: Saving;
  readonly isReadOnly: boolean;
  readonly onFocus: () => void;
};

/** What stands there is of another language than the page around it. */
function TextRow({ text, language, draft, saving, isReadOnly, onFocus }: RowProps) {
  const { texts: says } = useTexts(BRANDING_TEXTS);
  const named = fieldOf(text);
  const value = draft.value(named);
  const id = `text-${text.name}`;
  return (
    <div className="field" data-changed={draft.changed.has(text.name) || undefined}>
      <div className="field-about">
        <p className="field-name">
          <label htmlFor={id}>
            <code>{text.name}</code>
          </label>
        </p>
        <p className="hint" id={`${id}-hint`}>
          <span className="away">{says.server}: </span>
          <span lang={language} dir="auto">
            {text.server}
          </span>
        </p>
      </div>
      <div className="field-control">
        <textarea
          id={id}
          rows={2}
          maxLength={500}
          lang={language}
          dir="auto"
          value={typeof value === 'string' ? value : ''}
          readOnly={isReadOnly}
          aria-describedby={`${id}-hint`}
          onFocus={onFocus}
          onChange={({ target }) => saving.set(named, target.value === '' ? undefined : target.value)}
        />
        {typeof value === 'string' && !isReadOnly && (
          <Button
            weight="quiet"
            label={says.resetOne(text.name)}
            onPress={() => saving.set(named, undefined)}
          >
            {says.reset}
          </Button>
        )}
      </div>
    </div>
  );
}
