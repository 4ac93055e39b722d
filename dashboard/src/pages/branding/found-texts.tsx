/**
 * Texts that say what is sought, whatever prompt they are of.
 */
import { Link } from '@tanstack/react-router';
import { BRANDING_TEXTS } from '../../text/branding/index.ts';
import type { Locale } from '../../text/page-languages.ts';
import { useTexts } from '../../text/subject.ts';
import { matching, type PageText } from './page-texts.ts';
import { withSearch } from './preview-search.ts';
import type { TextsSearch } from './texts-search.ts';

type Props = {
  readonly texts: readonly PageText[];
  readonly search: TextsSearch;
  readonly q: string;
  readonly language: Locale;
};

export function FoundTexts({ texts, search, q, language }: Props) {
  const says = useTexts(BRANDING_TEXTS);
  const names: Readonly<Record<string, string>> = says.prompts;
  const found = matching(texts, q);
  return (
    <section className="card found" aria-label={says.texts.search}>
      <p role="status">{found.length === 0 ? says.texts.none : says.texts.found(found.length)}</p>
      <ul>
        {found.map(({ prompt, screen, name, server, tenant }) => (
          <li key={`${prompt} ${name}`}>
            <Link
              to="/branding/texts"
              search={withSearch<TextsSearch>(search, { prompt, page: screen, q: undefined })}
              hash={`text-${name}`}
            >
              <span lang={language} dir="auto">
                {tenant ?? server}
              </span>
            </Link>
            <small>
              {names[prompt] ?? prompt} <code>{name}</code>
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
