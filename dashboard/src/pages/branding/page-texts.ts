/**
 * The texts of the pages in one language, as the API has them: by prompt, screen and key.
 */
import { lines, optional } from '@tacit/server/resources';
import type { Operations } from '../../api/operations.gen.ts';
import type { Document } from '../../kinds/view.ts';
import type { FormField } from '../../record/form/names.ts';

export type AllTexts = Operations['prompts_show_texts']['answer'];

export type PageText = {
  readonly prompt: string;
  readonly screen: string;
  readonly key: string;
  /** `login.title`. */
  readonly name: string;
  readonly server: string;
  readonly tenant: string | undefined;
};

export function textsIn(all: AllTexts): readonly PageText[] {
  return Object.entries(all).flatMap(([prompt, screens]) =>
    Object.entries(screens).flatMap(([screen, texts]) =>
      Object.entries(texts).map(([key, { server, tenant }]) => ({
        ...{ prompt, screen, key, name: `${screen}.${key}`, server, tenant },
      })),
    ),
  );
}

/** Those that say it, or are called so. */
export function matching(texts: readonly PageText[], sought: string): readonly PageText[] {
  const wanted = sought.toLocaleLowerCase();
  return texts.filter(({ name, server, tenant = '' }) =>
    [name, server, tenant].some((said) => said.toLocaleLowerCase().includes(wanted)),
  );
}

const WORDS = optional(lines(500), { sentence: 'What the page says.' });

/** As a form has it. */
export function fieldOf({ name, screen, key }: PageText): FormField {
  return { own: name, apiName: name, field: WORDS, path: [screen, key], isListed: false };
}

/** What the tenant says of a prompt, as it is sent. */
export function ownTexts(texts: readonly PageText[], prompt: string): Document {
  const own = texts.filter((one) => one.prompt === prompt && one.tenant !== undefined);
  return screensOf(own.map(({ screen, key, tenant = '' }) => [screen, key, tenant]));
}

/** The same with what was typed; a text that is taken back is left out, and is the server's again. */
export function withTyped(own: Document, typed: Document): Document {
  const all = new Map<string, readonly [screen: string, key: string, text: string]>();
  for (const document of [own, typed])
    for (const [screen, keys] of Object.entries(document))
      for (const [key, text] of Object.entries(Object(keys))) {
        if (typeof text === 'string') all.set(`${screen}.${key}`, [screen, key, text]);
        else all.delete(`${screen}.${key}`);
      }
  return screensOf([...all.values()]);
}

function screensOf(texts: readonly (readonly [screen: string, key: string, text: string])[]): Document {
  return Object.fromEntries(
    [...Map.groupBy(texts, ([screen]) => screen)].map(([screen, entries]) => [
      screen,
      Object.fromEntries(entries.map(([, key, text]) => [key, text])),
    ]),
  );
}
