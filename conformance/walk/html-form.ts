/**
 * The forms of a page as a person without JavaScript sees them (HTML Living Standard §4.10.21): enough to fill in a
 * login and to agree to a consent page of any server that renders plain HTML.
 */

type Field = { readonly name: string; readonly type: string; readonly value: string };
export type Button = { readonly name: string; readonly value: string; readonly says: string };
export type Form = {
  readonly action: string;
  readonly method: string;
  readonly fields: readonly Field[];
  readonly buttons: readonly Button[];
};

type OpenForm = Form & { readonly id: string; readonly fields: Field[]; readonly buttons: Button[] };

const TAG = /<(\/?)(form|input|button|textarea)\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
const ATTRIBUTE = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const BUTTON_TYPES: ReadonlySet<string> = new Set(['submit', 'image']);
const ACCEPTS = /\b(accept|allow|yes|continue|agree|approve|authori[sz]e|consent-accept|confirm)\b/i;
const REFUSES = /\b(deny|refuse|cancel|decline|reject|no|abort)\b/i;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

/** Every form of a document, in order. */
export function readForms(html: string): readonly Form[] {
  const text = html.replace(/<!--.*?-->|<(script|style)\b.*?<\/\1\s*>/gis, '');
  const forms: OpenForm[] = [];
  let open = false;
  for (const match of text.matchAll(TAG)) {
    const [tag, slash, name = '', rest = ''] = match;
    const kind = name.toLowerCase();
    if (kind === 'form') {
      open = slash === '';
      if (open) forms.push({ ...target(attributesOf(rest)), fields: [], buttons: [] });
      continue;
    }
    const attributes = attributesOf(rest);
    const owner = attributes.get('form');
    const form =
      owner === undefined ? (open ? forms.at(-1) : undefined) : forms.find(({ id }) => id === owner);
    if (!form || slash !== '') continue;
    const content = text.slice(match.index + tag.length).split(/<\/(?:button|textarea)/i, 1)[0] ?? '';
    addControl(form, kind, { attributes, content });
  }
  return forms;
}

/** The form to type a password in; undefined when the page has none. */
export function findLoginForm(forms: readonly Form[]): Form | undefined {
  return forms.find((form) => form.fields.some(({ type }) => type === 'password'));
}

/** The form that asks who is there before it asks for a password, as identifier-first logins do. */
export function findIdentifierForm(forms: readonly Form[]): Form | undefined {
  return forms.find((form) => form.fields.some(isIdentifier));
}

/** The form that asks for consent and the button that gives it. */
export function findConsent(forms: readonly Form[]): { form: Form; button: Button } | undefined {
  for (const form of forms) {
    const button = form.buttons.find(({ says }) => ACCEPTS.test(says) && !REFUSES.test(says));
    if (button) return { form, button };
  }
  return undefined;
}

/** The name and value pairs a browser would send: hidden fields kept, the person's words filled in, the button last. */
export function fillForm(
  form: Form,
  person: { readonly user: string; readonly password: string },
  button: Button | undefined = form.buttons.find(({ says }) => !REFUSES.test(says)),
): URLSearchParams {
  const filled = new URLSearchParams();
  for (const field of form.fields) {
    if (field.name === '' || field.type === 'checkbox' || field.type === 'radio') continue;
    if (field.type === 'password') filled.append(field.name, person.password);
    else filled.append(field.name, isIdentifier(field) ? person.user : field.value);
  }
  if (button && button.name !== '') filled.append(button.name, button.value);
  return filled;
}

/** Where the frames of a page point. */
export function readFrames(html: string): readonly string[] {
  return [...html.matchAll(/<iframe\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi)]
    .map(([, attributes = '']) => attributesOf(attributes).get('src') ?? '')
    .filter((src) => src !== '');
}

/**
 * Where a page sends the browser by itself; undefined when it stays. By a refresh (HTML §4.2.5.3), or by a script that waits for
 * frames and goes where the page's one link leads, which is for whoever runs no scripts, as we do.
 */
export function readRefresh(html: string): string | undefined {
  return readMetaRefresh(html) ?? (readFrames(html).length > 0 ? readSoleLink(html) : undefined);
}

function readSoleLink(html: string): string | undefined {
  const links = [...html.matchAll(/<a\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi)].map(([, rest = '']) =>
    attributesOf(rest).get('href'),
  );
  return links.length === 1 ? links[0] : undefined;
}

function readMetaRefresh(html: string): string | undefined {
  const metas = [...html.matchAll(/<meta\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi)].map(([, rest = '']) =>
    attributesOf(rest),
  );
  const refresh = metas.find((meta) => meta.get('http-equiv')?.toLowerCase() === 'refresh');
  return /^\s*\d+\s*[;,]\s*url\s*=\s*["']?([^"']*)/i.exec(refresh?.get('content') ?? '')?.[1]?.trim();
}

/** What the page says went wrong, for the sentence the walk ends with; empty when it says nothing. */
export function readAlert(html: string): string {
  const alert = /<(\w+)[^>]*(?:role="alert"|class="[^"]*\berror\b[^"]*")[^>]*>(.*?)<\/\1>/is.exec(html);
  const title = /<title[^>]*>(.*?)<\/title>/is.exec(html);
  return plainText(alert?.[2] ?? title?.[1] ?? '').slice(0, 200);
}

function addControl(
  form: { fields: Field[]; buttons: Button[] },
  kind: string,
  control: { readonly attributes: ReadonlyMap<string, string>; readonly content: string },
): void {
  const { attributes, content } = control;
  const name = attributes.get('name') ?? '';
  const value = attributes.get('value') ?? '';
  if (attributes.has('disabled')) return;
  const type = (attributes.get('type') ?? (kind === 'button' ? 'submit' : 'text')).toLowerCase();
  if (BUTTON_TYPES.has(type)) {
    const words = [name, value, attributes.get('id') ?? '', kind === 'button' ? plainText(content) : ''];
    form.buttons.push({ name, value, says: words.join(' ') });
    return;
  }
  if (kind === 'textarea') form.fields.push({ name, type: 'textarea', value: decodeEntities(content) });
  else if (kind === 'input' && type !== 'button' && type !== 'reset') form.fields.push({ name, type, value });
}

function target(attributes: ReadonlyMap<string, string>): { id: string; action: string; method: string } {
  return {
    id: attributes.get('id') ?? '',
    action: attributes.get('action') ?? '',
    method: (attributes.get('method') ?? 'get').toUpperCase(),
  };
}

function isIdentifier({ type, name }: Field): boolean {
  return type === 'email' || (type === 'text' && /user|email|login|identifier|account/i.test(name));
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    attributes.set(name.toLowerCase(), decodeEntities(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

function plainText(html: string): string {
  return decodeEntities(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    if (hex || decimal) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    return ENTITIES.get(String(name).toLowerCase()) ?? whole;
  });
}
