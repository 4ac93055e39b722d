/**
 * Which language a page speaks (OIDC Core §3.1.2.1 `ui_locales`, RFC 9110 §12.5.4 `Accept-Language`).
 */

import { asciiLowerCase, quality, withoutOws } from '../../protocol/octets.ts';
import { LOCALES, type Locale } from '../../protocol/tenant/locales.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import type { Text } from './text.ts';
import { tr } from './tr.ts';
import { zh } from './zh.ts';

const TEXTS: Readonly<Record<Locale, Text>> = { en, ar, de, es, fr, it, ja, nl, pl, pt, tr, zh };

/** A Map, never a file name made of what a request says. */
const LANGUAGES: ReadonlyMap<string, Text> = new Map(Object.entries(TEXTS));

const MAX_LENGTH = 500;

/** More than a tag has in practice: language, script, region, variants. */
const MAX_PARTS = 8;

/**
 * The first language asked for that the tenant has: the client's wish before the browser's, the tenant's first when there is none.
 */
export function chooseText(
  ui_locales: string | undefined,
  accept_language: string | undefined,
  enabled: readonly Locale[] = LOCALES,
): Text {
  const tags = [...wished(ui_locales), ...accepted(accept_language)].map(asciiLowerCase);
  const texts = tags.map((tag, index) => textFor(tag, tags.slice(0, index)));
  const languages: readonly string[] = enabled;
  return texts.find((text) => text && languages.includes(text.language)) ?? TEXTS[enabled[0] ?? 'en'];
}

function wished(ui_locales: string | undefined): readonly string[] {
  return ui_locales === undefined ? [] : ui_locales.slice(0, MAX_LENGTH).split(' ');
}

function accepted(accept_language: string | undefined): readonly string[] {
  if (accept_language === undefined) return [];
  return accept_language
    .slice(0, MAX_LENGTH)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';').map(withoutOws);
      const q = parameters.find((part) => /^q=/i.test(part))?.slice(2);
      return { tag, weight: q === undefined ? 1 : quality(q) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

/**
 * The language of a tag, else that of the tag without its last part (RFC 4647 §3.4): `de-CH-1901`, `de-CH`, `de`; but not in
 * another script. A bare language is in the script of a tag before it: browsers write `zh-TW,zh;q=0.9` for one who reads
 * Traditional Chinese.
 */
function textFor(tag: string, before: readonly string[]): Text | undefined {
  const meant = tag.includes('-') ? tag : (before.find((other) => other.startsWith(`${tag}-`)) ?? tag);
  const parts = meant.split('-', MAX_PARTS);
  const shorter = parts.map((_, dropped) => parts.slice(0, parts.length - dropped).join('-'));
  const text = shorter.map((range) => LANGUAGES.get(range)).find((known) => known !== undefined);
  return text && scriptOf(text.language) === scriptOf(meant) ? text : undefined;
}

/** The script of a tag: the one that it names, else the one that is usual for its language in its region. */
function scriptOf(tag: string): string | undefined {
  const [language = '', ...rest] = tag.split('-', MAX_PARTS);
  // What is said of extensions and private use is no script and no region (RFC 5646 §2.2).
  const end = rest.findIndex((part) => part.length === 1);
  const parts = end < 0 ? rest : rest.slice(0, end);
  const named = [/^[a-z]{4}$/i, /^(?:[a-z]{2}|[0-9]{3})$/i].map((form) =>
    parts.find((part) => form.test(part)),
  );
  return new Intl.Locale([language, ...named.filter((part) => part !== undefined)].join('-')).maximize()
    .script;
}
