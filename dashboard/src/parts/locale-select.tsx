/**
 * One of the languages of the pages.
 */
import { useId } from 'react';
import { isLocale, LOCALES, type Locale, localeName } from '../text/page-languages.ts';

type Props = {
  readonly label: string;
  readonly value: Locale;
  readonly onChange: (locale: Locale) => void;
};

export function LocaleSelect({ label, value, onChange }: Props) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          if (isLocale(target.value)) onChange(target.value);
        }}
      >
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {localeName(locale)}
          </option>
        ))}
      </select>
    </p>
  );
}
