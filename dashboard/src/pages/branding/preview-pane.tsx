/**
 * The pages as they would be, beside what is changed: any of them, in any language, by day and in the dark, wide and narrow.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { asked, useApi } from '../../api/queries.ts';
import { useSettled } from '../../api/settled.ts';
import type { Document } from '../../kinds/view.ts';
import { Framed } from '../../parts/framed.tsx';
import { LocaleSelect } from '../../parts/locale-select.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Segments } from '../../parts/segments.tsx';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import { ownLocale } from '../../text/page-languages.ts';
import { useTexts } from '../../text/subject.ts';
import type { PreviewSearch } from './preview-search.ts';
import { Shades } from './shades.tsx';

type Props = {
  readonly search: PreviewSearch;
  readonly onSearch: (
    change: { readonly [Name in keyof PreviewSearch]?: PreviewSearch[Name] | undefined },
  ) => void;
  /** What is typed and not stored: `branding`, `texts`. */
  readonly draft: Document;
  /** What is typed cannot be drawn, and is not asked for. */
  readonly isWrong: boolean;
  /** The pages to choose among; absent: all. */
  readonly pages?: readonly string[];
  readonly hasShades?: true;
  /** The language is chosen elsewhere. */
  readonly hasLanguage?: boolean;
};

export function PreviewPane(props: Props) {
  const { search, draft, isWrong, hasShades } = props;
  const text = useTexts(BRANDING_TEXTS);
  const api = useApi();
  const pages = pagesOf(props, text.pages);
  const page = pages.find((one) => one === search.page) ?? pages[0] ?? 'login';
  const { scheme = 'light', size = 'desk', language = ownLocale() } = search;
  const body = useSettled(JSON.stringify({ ...draft, page, language, scheme }));
  const { data, error, isFetching } = useQuery({
    ...asked(api, 'branding_preview', { body: JSON.parse(body) }),
    placeholderData: keepPreviousData,
    enabled: !isWrong,
  });
  const { html, frame, shades = [] } = data?.value ?? {};
  return (
    <section className="preview card" aria-labelledby="preview-title">
      <h2 id="preview-title">{text.preview.title}</h2>
      <Tools {...props} page={page} pages={pages} />
      <div className="preview-place" aria-busy={isFetching}>
        {html !== undefined && frame !== undefined ? (
          <Framed title={text.preview.frame(nameOf(text.pages, page))} drawn={{ html, frame }} size={size} />
        ) : (
          <p className="hint">{text.preview.drawing}</p>
        )}
      </div>
      {(isWrong || error) && (
        <Notice tone="notice">
          <p>{text.preview.stale}</p>
          {error && <p>{error.message}</p>}
        </Notice>
      )}
      {hasShades && <Shades shades={shades} />}
      <p className="hint">{text.preview.hint}</p>
    </section>
  );
}

function pagesOf({ pages }: Pick<Props, 'pages'>, names: Document): readonly string[] {
  return Object.keys(names).filter((name) => pages === undefined || pages.includes(name));
}

function nameOf(names: Readonly<Record<string, string>>, page: string): string {
  return names[page] ?? page;
}

type ToolsProps = Props & { readonly page: string; readonly pages: readonly string[] };

function Tools({ search, onSearch, page, pages, hasLanguage = true }: ToolsProps) {
  const text = useTexts(BRANDING_TEXTS);
  const { preview } = text;
  const id = useId();
  const { scheme = 'light', size = 'desk', language = ownLocale() } = search;
  return (
    <div className="preview-tools">
      <p>
        <label htmlFor={id}>{preview.page}</label>
        <select id={id} value={page} onChange={({ target }) => onSearch({ page: target.value })}>
          {pages.map((one) => (
            <option key={one} value={one}>
              {nameOf(text.pages, one)}
            </option>
          ))}
        </select>
      </p>
      {hasLanguage && (
        <LocaleSelect
          label={preview.language}
          value={language}
          onChange={(locale) => onSearch({ language: locale })}
        />
      )}
      <Segments
        label={preview.scheme}
        value={scheme}
        choices={[
          ['light', preview.light],
          ['dark', preview.dark],
        ]}
        onChange={(one) => onSearch({ scheme: one === 'dark' ? one : undefined })}
      />
      <Segments
        label={preview.size}
        value={size}
        choices={[
          ['desk', preview.desk],
          ['phone', preview.phone],
        ]}
        onChange={(one) => onSearch({ size: one === 'phone' ? one : undefined })}
      />
    </div>
  );
}
