/**
 * How a page of the tenant looks and what it says, before anything of that is stored. Auth0 has no such operation.
 */
import { contentSecurityPolicy } from '../../../http/security-headers.ts';
import { mayMakeAccount } from '../../../login/accounts/new-account.ts';
import { mayResetPassword } from '../../../login/passwords/password-reset.ts';
import { brandShades, SCHEMES } from '../../../pages/look/branding.ts';
import { type Look, picturesOf } from '../../../pages/look/look.ts';
import { PREVIEW_PAGES, previewPage } from '../../../pages/preview/preview-pages.ts';
import type { PreviewFacts } from '../../../pages/preview/previewed.ts';
import { stillOf, stillStyles } from '../../../pages/preview/still.ts';
import { deletionTime } from '../../../protocol/end-user/account.ts';
import { err, ok, type Result } from '../../../protocol/result.ts';
import { LOCALES, type Locale } from '../../../protocol/tenant/locales.ts';
import { takesUsername } from '../../../protocol/tenant/tenant.ts';
import { optional, type RecordOf, required } from '../../../resources/field.ts';
import type { Values } from '../../../resources/kind.ts';
import { isMapping, metadata, oneOf } from '../../../resources/shape.ts';
import { isPrompt, type PromptTexts } from '../../../resources/tenant/prompt-texts.ts';
import type { TenantSettings } from '../../../resources/tenant/settings.ts';
import { permitFrame } from '../../../walk/preview-frame.ts';
import { lookOf } from '../../../walk/reply.ts';
import { type Answer, type Asked, type Operation, operation } from '../../operation.ts';
import { invalid, type Mistake, type Problem } from '../../problem.ts';
import { settingsNow } from '../../settings-changes.ts';
import { readView } from '../../settings-view.ts';
import { BRANDING } from './branding.ts';
import { readScreens } from './prompts.ts';

const MAX_DRAFT_BYTES = 32_768;

const DRAFT = {
  page: required(oneOf(PREVIEW_PAGES), { sentence: 'The page.' }),
  language: optional(oneOf(LOCALES), { sentence: 'Its language; left out: the tenant’s first.' }),
  scheme: optional(oneOf(SCHEMES), { sentence: 'By day or in the dark; left out: by day.' }),
  branding: optional(metadata(MAX_DRAFT_BYTES), {
    sentence: 'What is to be changed at `/branding`, in its words; nothing is stored.',
  }),
  texts: optional(metadata(MAX_DRAFT_BYTES), {
    sentence:
      'By prompt, what the page is to say in this language, as `/prompts/{prompt}/custom-text/{language}` takes it; nothing is stored.',
  }),
} as const;

type Draft = RecordOf<typeof DRAFT>;

/** How the dashboard shows what is drawn (walk/preview-frame.ts). */
export const FRAME = {
  type: 'string',
  description: 'By which `/dashboard/preview` shows the document in a frame, for some minutes.',
} as const;

const number = { type: 'number' } as const;

const PREVIEW = {
  type: 'object',
  properties: {
    html: { type: 'string', description: 'The page, without scripts.' },
    frame: FRAME,
    shades: {
      type: 'array',
      description: 'What becomes of each chosen colour where it is seen.',
      items: {
        type: 'object',
        properties: {
          ...{ scheme: { enum: SCHEMES }, use: { enum: ['accent', 'button', 'page'] } },
          ...{ chosen: { type: 'string' }, shown: { type: 'string' }, contrast: number, least: number },
        },
      },
    },
  },
} as const;

export const PAGE_PREVIEWS: readonly Operation[] = [
  operation({
    ...{ id: 'branding_preview', method: 'POST', path: '/branding/preview' },
    sentence: 'Draws a page of the tenant for somebody who does not exist, with changes that are not stored.',
    scopes: ['read:branding', 'read:prompts'],
    body: DRAFT,
    answers: { 200: PREVIEW },
    handle: preview,
  }),
];

async function preview({ exchange, body }: Asked<unknown, Draft>): Promise<Result<Answer, Problem>> {
  const found = await settingsNow(exchange);
  if (!found.ok) return found;
  const { settings } = found.value;
  const { page, language = settings.enabled_locales[0] ?? 'en', scheme = 'light' } = body;
  const branding = draftBranding(body.branding ?? {}, settings);
  const texts = draftTexts(body.texts ?? {}, language);
  const mistakes = [...branding.mistakes, ...texts.mistakes];
  if (mistakes.length > 0) return err(invalid('body', mistakes));
  const drawn: TenantSettings = {
    ...settings,
    branding: branding.value,
    // What is said later of the same text stands.
    prompt_texts: [
      ...settings.prompt_texts.filter(({ prompt }) => !texts.prompts.has(prompt)),
      ...texts.value,
    ],
    // Before a language is switched on its pages can be looked at.
    enabled_locales: LOCALES,
  };
  const tenant = { ...exchange.tenant, settings: drawn };
  const look = lookOf({ ...exchange, tenant }, language);
  const html = stillOf(previewPage(page, look, factsOf({ ...exchange, tenant })), scheme);
  const shades = brandShades(look.branding);
  return ok({
    status: 200,
    body: { html, frame: permitFrame(html, policyOf(html, look), exchange), shades },
  });
}

function policyOf(still: string, look: Look): string {
  return contentSecurityPolicy({ styles: stillStyles(still), images: picturesOf(look) });
}

function factsOf(exchange: Asked['exchange']): PreviewFacts {
  const { settings } = exchange.tenant;
  const { login_methods: methods, connections, password_min_length, second_factors } = settings;
  return {
    ...{ methods, connections, password_min_length, second_factors },
    ...{ issuer: exchange.issuer, now: exchange.deps.now() },
    ...{ remember_days: settings.remember_device_days, may_remove: settings.account_deletion },
    deletes_at: deletionTime(settings.account_deletion_wait_days, exchange.deps.now()),
    ways: { sign_up: mayMakeAccount(exchange), reset_password: mayResetPassword(exchange) },
    takes_username: takesUsername(settings),
  };
}

type Branding = TenantSettings['branding'];

/** The branding that is stored with what is to be changed; null takes something away. */
function draftBranding(
  document: Values,
  settings: TenantSettings,
): { readonly value: Branding; readonly mistakes: readonly Mistake[] } {
  const { said, mistakes } = readView(BRANDING, document, settings);
  const changed = isMapping(said['branding']) ? said['branding'] : {};
  const merged = Object.entries({ ...settings.branding, ...changed });
  return {
    value: Object.fromEntries(merged.filter(([, value]) => value !== null)),
    mistakes: below('branding', mistakes),
  };
}

function draftTexts(document: Values, language: Locale) {
  const value: PromptTexts[] = [];
  const mistakes: Mistake[] = [];
  for (const [prompt, screens] of Object.entries(document)) {
    const read = readScreens(isMapping(screens) ? screens : {}, prompt);
    mistakes.push(...below('texts', below(prompt, read.mistakes)));
    if (isPrompt(prompt)) value.push({ prompt, language, texts: read.texts });
    else mistakes.push({ code: 'unknown_field', path: ['texts', prompt], message: 'is no prompt' });
  }
  return { value, mistakes, prompts: new Set(value.map(({ prompt }) => prompt)) };
}

function below(name: string, mistakes: readonly Mistake[]): readonly Mistake[] {
  return mistakes.map((mistake) => ({ ...mistake, path: [name, ...mistake.path] }));
}
