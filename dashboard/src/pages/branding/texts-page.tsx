/**
 * What the pages say in the words of the tenant: a prompt at a time in one language, what the server says beside it, and the page.
 */
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { asked, useApi } from '../../api/queries.ts';
import { LocaleSelect } from '../../parts/locale-select.tsx';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import { ownLocale } from '../../text/page-languages.ts';
import { useTexts } from '../../text/subject.ts';
import { FoundTexts } from './found-texts.tsx';
import { type PageText, textsIn } from './page-texts.ts';
import { withSearch } from './preview-search.ts';
import { PromptForm } from './prompt-form.tsx';
import { Tabs } from './tabs.tsx';
import type { TextsSearch } from './texts-search.ts';

export function TextsPage({ search }: { readonly search: TextsSearch }) {
  const text = useTexts(BRANDING_TEXTS);
  const api = useApi();
  const navigate = useNavigate();
  const { language = ownLocale() } = search;
  const { data } = useSuspenseQuery(asked(api, 'prompts_show_texts', { path: { language } }));
  const texts = textsIn(data.value);
  const prompts = [...new Set(texts.map(({ prompt }) => prompt))];
  const prompt = prompts.find((one) => one === search.prompt) ?? prompts[0] ?? 'login';
  const onSearch = (change: { readonly [Name in keyof TextsSearch]?: TextsSearch[Name] | undefined }) =>
    void navigate({
      to: '/branding/texts',
      search: withSearch<TextsSearch>(search, change),
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{text.textsTitle}</h1>
          <p className="lead">{text.textsLead}</p>
        </div>
      </header>
      <Tabs />
      <Tools {...{ search, onSearch, prompts, prompt, texts }} />
      {search.q !== undefined && <FoundTexts {...{ texts, search, language }} q={search.q} />}
      <PromptForm
        key={`${prompt} ${language}`}
        {...{ search, onSearch, prompt, language }}
        texts={texts.filter((one) => one.prompt === prompt)}
        version={data.version}
      />
    </>
  );
}

type ToolsProps = {
  readonly search: TextsSearch;
  readonly onSearch: (
    change: { readonly [Name in keyof TextsSearch]?: TextsSearch[Name] | undefined },
  ) => void;
  readonly prompts: readonly string[];
  readonly prompt: string;
  readonly texts: readonly PageText[];
};

function Tools({ search, onSearch, prompts, prompt, texts }: ToolsProps) {
  const says = useTexts(BRANDING_TEXTS);
  const [promptId, soughtId] = [useId(), useId()];
  const { language = ownLocale(), q = '' } = search;
  const names: Readonly<Record<string, string>> = says.prompts;
  const ownOf = (one: string) =>
    texts.filter(({ prompt: of, tenant }) => of === one && tenant !== undefined).length;
  return (
    <div className="card text-tools">
      <p>
        <label htmlFor={promptId}>{says.texts.prompt}</label>
        <select
          id={promptId}
          value={prompt}
          onChange={({ target }) => onSearch({ prompt: target.value, page: undefined })}
        >
          {prompts.map((one) => (
            <option key={one} value={one}>
              {names[one] ?? one}
              {ownOf(one) > 0 && ` (${says.texts.changed(ownOf(one))})`}
            </option>
          ))}
        </select>
      </p>
      <LocaleSelect
        label={says.texts.language}
        value={language}
        onChange={(locale) => onSearch({ language: locale })}
      />
      <p className="grow">
        <label htmlFor={soughtId}>{says.texts.search}</label>
        <input
          id={soughtId}
          type="search"
          value={q}
          onChange={({ target }) => onSearch({ q: target.value || undefined })}
        />
      </p>
    </div>
  );
}
