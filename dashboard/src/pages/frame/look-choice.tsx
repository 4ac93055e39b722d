/**
 * The language, and whether it is bright or dark: both are in the address.
 */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useId } from 'react';
import { BRIGHTNESSES } from '../../frame-search.ts';
import { LANGUAGE_TAGS, LANGUAGES } from '../../text/languages.ts';
import { useLanguage } from '../../text/subject.ts';
import { useText } from '../../text/use-text.ts';

export function LookChoice() {
  const { look: says } = useText();
  const language = useLanguage();
  const { look } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const id = useId();
  return (
    <details className="look">
      <summary>{says.title}</summary>
      <label htmlFor={`${id}-language`}>{says.language}</label>
      <select id={`${id}-language`} value={language} onChange={({ target }) => goOnIn(target.value)}>
        {LANGUAGE_TAGS.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {LANGUAGES[tag].name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-brightness`}>{says.brightness}</label>
      <select
        id={`${id}-brightness`}
        value={look ?? 'system'}
        onChange={({ target }) => {
          const chosen = BRIGHTNESSES.find((one) => one === target.value);
          void navigate({ to: '.', search: (before) => ({ ...before, look: chosen }), replace: true });
        }}
      >
        {(['system', ...BRIGHTNESSES] as const).map((mode) => (
          <option key={mode} value={mode}>
            {says.modes[mode]}
          </option>
        ))}
      </select>
    </details>
  );
}

/** The page comes anew, with the texts of all its subjects; what is not saved asks before. */
function goOnIn(language: string): void {
  const address = new URL(location.href);
  address.searchParams.set('lang', language);
  location.assign(address);
}
