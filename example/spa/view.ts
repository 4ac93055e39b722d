/**
 * What the page shows. Everything that came from a server goes in as text, never as markup.
 */

export type Answer = { readonly status: number; readonly body: unknown };

export type Api = 'appointments' | 'contacts';

type State = 'loading' | 'signed-out' | 'signed-in';

const STATES: readonly State[] = ['loading', 'signed-out', 'signed-in'];

/** The element with this id; index.html has it. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no element #${id}.`);
  return found;
}

/** Shows one of the three faces of the page. */
export function showState(state: State): void {
  for (const id of STATES) element(id).hidden = id !== state;
  element('content').dataset['state'] = state;
}

/** Shows a sentence about what went wrong; undefined takes it away. */
export function showError(sentence: string | undefined): void {
  element('error').textContent = sentence ?? '';
  element('error').hidden = sentence === undefined;
}

/** Shows by which flow, and as which client, this page signs in. */
export function showFlow(name: string, client_id: string): void {
  for (const { id, text } of [
    { id: 'flow', text: name },
    { id: 'client-id', text: client_id },
    { id: 'tokens-flow', text: name },
    { id: 'tokens-client-id', text: client_id },
  ])
    element(id).textContent = text;
}

/** Shows who signed in, from the standard claims that are there. */
export function showPerson(claims: object): void {
  const sub = textOf(claims, 'sub') ?? '';
  const name = textOf(claims, 'name') ?? textOf(claims, 'email') ?? sub;
  element('who').textContent = name;
  element('who-details').textContent = [textOf(claims, 'email'), sub].filter(Boolean).join(' · ');
  element('initials').textContent = initialsOf(name);
}

/** Shows header and claims of both tokens, decoded; an opaque token as what it is. */
export function showTokens(tokens: { readonly id_token: string; readonly access_token: string }): void {
  showToken('id-token', tokens.id_token);
  showToken('access-token', tokens.access_token);
}

/** Shows what the API answered, as a list to read and as JSON. */
export function showAnswer(api: Api, { status, body }: Answer): void {
  element(`${api}-status`).textContent = `GET /api/${api}: ${status}`;
  element(`${api}-json`).textContent = JSON.stringify(body, null, 2);
  const items = memberOf(body, api);
  element(api).replaceChildren(...(Array.isArray(items) ? items : []).map(ITEMS[api]));
}

/** Shows that the API could not be asked. */
export function showNoAnswer(api: Api): void {
  element(`${api}-status`).textContent = `GET /api/${api}: the API cannot be reached`;
}

/** Shows how long the access token is good for; `total` is its whole life. Both in seconds. */
export function showLifetime(left: number, total: number): void {
  const rest = Math.max(0, Math.floor(left));
  element('expires-in').textContent = rest === 0 ? 'no time: it has expired' : clock(rest);
  const bar = element('lifetime');
  if (bar instanceof HTMLProgressElement) bar.value = total > 0 ? rest / total : 0;
}

const ITEMS: Readonly<Record<Api, (item: unknown) => HTMLElement>> = {
  appointments: (item) =>
    line(
      `${textOf(item, 'title') ?? ''} with ${textOf(item, 'with') ?? ''}`,
      `${when(textOf(item, 'starts_at'))} · ${textOf(item, 'place') ?? ''}`,
    ),
  contacts: (item) =>
    line(textOf(item, 'name') ?? '', `${textOf(item, 'role') ?? ''} · ${textOf(item, 'email') ?? ''}`),
};

function line(title: string, details: string): HTMLElement {
  const item = document.createElement('li');
  const strong = document.createElement('strong');
  strong.textContent = title;
  const span = document.createElement('span');
  span.textContent = details;
  item.append(strong, span);
  return item;
}

function showToken(id: string, token: string): void {
  const [header, claims] = token.split('.').slice(0, 2).map(decodePart);
  element(`${id}-header`).textContent = header ?? 'opaque: only the authorization server can read it';
  element(`${id}-claims`).textContent = claims ?? '';
}

function decodePart(part: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
    return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2);
  } catch {
    return undefined;
  }
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].map(
    (word) => word?.charAt(0) ?? '',
  );
  return letters.join('').toUpperCase();
}

function when(iso: string | undefined): string {
  const date = new Date(iso ?? '');
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' }).format(date);
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function textOf(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' && member !== '' ? member : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}
