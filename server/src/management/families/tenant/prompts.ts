/**
 * What the pages ask first, and what they say in the tenant's own words.
 */

import { chooseText } from '../../../pages/text/languages.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { LOCALES, type Locale } from '../../../protocol/tenant/locales.ts';
import { isMapping } from '../../../resources/shape.ts';
import {
  PROMPTS as ALL_PROMPTS,
  isPrompt,
  PROMPT_TEXTS,
  type Prompt,
  type PromptTexts,
} from '../../../resources/tenant/prompt-texts.ts';
import { type Answer, type Asked, type Operation, operation } from '../../operation.ts';
import { invalid, type Mistake, type Problem } from '../../problem.ts';
import { etag } from '../../records.ts';
import { reviseSettings, settingsNow } from '../../settings-changes.ts';
import { type View, viewOperations } from '../../settings-view.ts';

const PROMPTS: View = {
  members: { identifier_first: { at: 'identifier_first' } },
  inert: { universal_login_experience: 'new', webauthn_platform_first_factor: false },
};

const PATH = '/prompts/{prompt}/custom-text/{language}';

const SCREENS = {
  type: 'object',
  additionalProperties: { type: 'object', additionalProperties: { type: 'string', maxLength: 500 } },
  description: 'By screen, its texts by their keys.',
} as const;

const ALL_TEXTS = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    additionalProperties: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: { server: { type: 'string' }, tenant: { type: 'string' } },
        required: ['server'],
      },
    },
  },
  description:
    'By prompt and screen, each text by its key: what the server says, and what the tenant says instead.',
} as const;

export const PROMPT_OPERATIONS: readonly Operation[] = [
  ...viewOperations(PROMPTS, {
    id: 'prompts',
    path: '/prompts',
    what: 'what the pages ask first',
    read: 'read:prompts',
    update: 'update:prompts',
  }),
  operation({
    ...{
      id: 'prompts_show_texts',
      method: 'GET',
      path: '/prompts/texts/{language}',
      scopes: ['read:prompts'],
    },
    sentence: 'Shows every text that the pages can say in the words of the tenant, in a language.',
    answers: { 200: ALL_TEXTS },
    handle: showAllTexts,
  }),
  {
    ...{ id: 'prompts_show_custom_text', method: 'GET', path: PATH, scopes: ['read:prompts'], query: {} },
    sentence: 'Shows what a page says in a language in the words of the tenant.',
    answers: { 200: SCREENS },
    handle: showTexts,
  },
  {
    ...{ id: 'prompts_set_custom_text', method: 'PUT', path: PATH, scopes: ['update:prompts'], query: {} },
    sentence: 'Says what a page says in a language; what is left out is said in the words of the server.',
    body: { reads: 'object', schema: SCREENS },
    answers: { 200: SCREENS },
    handle: setTexts,
  },
];

type Where = { readonly prompt: string; readonly language: Locale };

async function showAllTexts({
  exchange,
  path,
}: Pick<Asked, 'exchange' | 'path'>): Promise<Result<Answer, Problem>> {
  const where = readLanguage(path);
  if (!where.ok) return where;
  const found = await settingsNow(exchange);
  if (!found.ok) return found;
  const { settings, version } = found.value;
  const language = where.value;
  const said = chooseText(language, undefined);
  const body = ALL_PROMPTS.map((prompt) => {
    const own = settings.prompt_texts.find(
      (one) => one.prompt === prompt && one.language === language,
    )?.texts;
    const texts = Object.entries(textsOf(prompt)).map(([name, place]): [string, object] => {
      const tenant = own?.[name];
      return [name, { server: textAt(said, place), ...(tenant === undefined ? {} : { tenant }) }];
    });
    return [prompt, byScreen(texts)];
  });
  return ok({ status: 200, body: Object.fromEntries(body), headers: etag(version) });
}

/** All that stand in the table are text, and nothing is filled into them. */
function textAt(texts: object, place: string): string {
  return String(place.split('.').reduce<unknown>((at, step) => Reflect.get(Object(at), step), texts));
}

async function showTexts({ exchange, path }: Asked): Promise<Result<Answer, Problem>> {
  const where = readPath(path);
  if (!where.ok) return where;
  const found = await settingsNow(exchange);
  if (!found.ok) return found;
  const { settings, version } = found.value;
  return ok({ status: 200, body: screensOf(settings.prompt_texts, where.value), headers: etag(version) });
}

async function setTexts({ exchange, access, path, body, version }: Asked): Promise<Result<Answer, Problem>> {
  const where = readPath(path);
  if (!where.ok) return where;
  const { prompt, language } = where.value;
  const read = readScreens(body, prompt);
  if (read.mistakes.length > 0) return err(invalid('body', read.mistakes));
  const isSaid = Object.keys(read.texts).length > 0;
  const changed = await reviseSettings({ exchange, access, version }, (settings) => {
    const others = settings.prompt_texts.filter((one) => one.prompt !== prompt || one.language !== language);
    const own = isSaid && isPrompt(prompt) ? [{ prompt, language, texts: read.texts }] : [];
    return ok({ said: { prompt_texts: [...others, ...own] } });
  });
  return changed.ok ? ok({ status: 200, body: screensOf(changed.value.prompt_texts, where.value) }) : changed;
}

/** Prompts of Auth0 of which no page here says anything: of each there is nothing to read, and nothing to be said. */
const SILENT_PROMPTS: readonly string[] = [
  ...['async-approval-flow', 'brute-force-protection', 'captcha', 'common', 'confirmation', 'custom-form'],
  ...['customized-consent', 'device-flow', 'email-identifier-challenge', 'invitation'],
  ...['login-email-verification', 'login-passwordless', 'mfa', 'mfa-email', 'mfa-otp', 'mfa-phone'],
  ...['mfa-push', 'mfa-recovery-code', 'mfa-sms', 'mfa-voice', 'mfa-webauthn', 'organizations', 'passkeys'],
  ...['phone-identifier-challenge', 'phone-identifier-enrollment', 'signup-id', 'signup-password', 'status'],
];

const KNOWN_PROMPTS: readonly string[] = [...ALL_PROMPTS, ...SILENT_PROMPTS].toSorted();

function readPath(path: Asked['path']): Result<Where, Problem> {
  const { prompt = '' } = path;
  if (!KNOWN_PROMPTS.includes(prompt)) return err(notOneOf('prompt', KNOWN_PROMPTS));
  const language = readLanguage(path);
  return language.ok ? ok({ prompt, language: language.value }) : language;
}

function readLanguage({ language }: Asked['path']): Result<Locale, Problem> {
  const locale = LOCALES.find((one) => one === language);
  return locale ? ok(locale) : err(notOneOf('language', LOCALES));
}

function notOneOf(name: string, known: readonly string[]): Problem {
  return invalid('path', [
    { code: 'wrong_shape', path: [name], message: `must be one of ${known.join(', ')}` },
  ]);
}

function screensOf(all: readonly PromptTexts[], { prompt, language }: Where): object {
  const own = all.find((one) => one.prompt === prompt && one.language === language);
  return byScreen(Object.entries(own?.texts ?? {}));
}

/** `{ login: { title: '...' } }` of `login.title`. */
function byScreen(texts: readonly (readonly [name: string, text: unknown])[]): object {
  const named = texts.map(([name, text]) => {
    const [screen = '', ...key] = name.split('.');
    return { screen, key: key.join('.'), text };
  });
  return Object.fromEntries(
    [...Map.groupBy(named, ({ screen }) => screen)].map(([screen, entries]) => [
      screen,
      Object.fromEntries(entries.map(({ key, text }) => [key, text])),
    ]),
  );
}

type ReadScreens = {
  readonly texts: Readonly<Record<string, string>>;
  readonly mistakes: readonly Mistake[];
};

/** Texts by `<screen>.<key>`, and those that no page of ours says. */
export function readScreens(body: Asked['body'], prompt: string): ReadScreens {
  const texts: Record<string, string> = {};
  const mistakes: Mistake[] = [];
  const known = new Set(isPrompt(prompt) ? Object.keys(textsOf(prompt)) : []);
  for (const [screen, keys] of Object.entries(body)) {
    if (!isMapping(keys))
      mistakes.push({ code: 'wrong_shape', path: [screen], message: 'must be a mapping' });
    for (const [key, text] of Object.entries(isMapping(keys) ? keys : {})) {
      const name = `${screen}.${key}`;
      const wrong = judgeText(text, { isKnown: known.has(name), of: [...known] });
      if (wrong === undefined) texts[name] = String(text);
      else mistakes.push({ ...wrong, path: [screen, key] });
    }
  }
  return { texts, mistakes };
}

function textsOf(prompt: Prompt): Readonly<Record<string, string>> {
  return PROMPT_TEXTS[prompt];
}

const MAX_TEXT = 500;

function judgeText(
  text: unknown,
  { isKnown, of }: { readonly isKnown: boolean; readonly of: readonly string[] },
) {
  if (!isKnown) {
    const says = of.length === 0 ? 'no text of this prompt' : `none but ${of.join(', ')}`;
    return { code: 'unknown_text', message: `is said by no page; of this prompt they say ${says}` };
  }
  return typeof text === 'string' && text.length <= MAX_TEXT
    ? undefined
    : { code: 'wrong_shape', message: `must be text of at most ${MAX_TEXT} characters` };
}
