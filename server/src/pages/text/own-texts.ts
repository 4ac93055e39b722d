/**
 * The texts of a tenant in the place of ours. They are text: whatever is in them is escaped where a page says it, as ours is
 * (XS-02, XS-07).
 */
import { PROMPT_TEXTS, type PromptTexts } from '../../resources/tenant/prompt-texts.ts';
import type { Text } from './text.ts';

/** What the pages say in a language, in the words of the tenant as far as it has its own. */
export function withOwnTexts(text: Text, own: readonly PromptTexts[]): Text {
  return own
    .filter(({ language }) => language === text.language)
    .flatMap(({ prompt, texts }) => {
      const places: Readonly<Record<string, string>> = PROMPT_TEXTS[prompt];
      return Object.entries(texts).map(([name, words]) => ({ path: places[name]?.split('.'), words }));
    })
    .reduce((said, { path, words }) => (path ? withWords(said, path, words) : said), text);
}

/** A copy in which one text is another. */
function withWords<T extends object>(texts: T, path: readonly string[], words: string): T {
  const [step = '', ...rest] = path;
  const here: unknown = Reflect.get(texts, step);
  const inner =
    rest.length > 0 && typeof here === 'object' && here !== null ? withWords(here, rest, words) : words;
  return Object.assign({}, texts, { [step]: inner });
}
