/**
 * What a walk shows on the screen. Only parameters known to be harmless are printed with their value; passwords,
 * tokens, codes, cookies and whatever a server calls its own are masked.
 */

export type Printer = {
  /** One hop: what was asked and what came back. */
  hop(request: string, answer: string): void;
  /** One thing that was checked and holds. */
  check(sentence: string): void;
  /** Something worth knowing that is no failure. */
  note(sentence: string): void;
  /** The end of the walk at the first surprise. */
  failure(sentence: string): void;
  /** Values that must never be printed, whatever text they turn up in. */
  hide(values: readonly string[]): void;
};

const MASK = '…';
const SHOWN: ReadonlySet<string> = new Set([
  'audience',
  'client_id',
  'error',
  'error_description',
  'expires_in',
  'iss',
  'prompt',
  'redirect_uri',
  'response_mode',
  'response_type',
  'scope',
  'token_type',
]);

/** A printer that writes lines to `write`. */
export function createPrinter(write: (line: string) => void): Printer {
  const hidden = new Set<string>();
  const print = (line: string): void => {
    const masked = [...hidden].reduce((text, value) => text.replaceAll(value, MASK), line);
    write(masked.replaceAll(/\p{Cc}/gu, ' '));
  };
  return {
    hop: (request, answer) => print(`→ ${request} ← ${answer}`),
    check: (sentence) => print(`✓ ${sentence}`),
    note: (sentence) => print(`· ${sentence}`),
    failure: (sentence) => print(`✗ ${sentence}`),
    hide: (values) => {
      // Shorter values would tear holes in ordinary words.
      for (const value of values) if (value.length >= 4) hidden.add(value).add(encodeURIComponent(value));
    },
  };
}

/** A URL fit to be shown: long opaque path segments and all values that are not on the list are masked. */
export function showUrl(url: URL, base: URL): string {
  const path = url.pathname
    .split('/')
    .map((segment) => (segment.length >= 16 && /\d/.test(segment) ? MASK : segment))
    .join('/');
  const query = url.search === '' ? '' : `?${showParameters(url.searchParams)}`;
  const fragment = url.hash === '' ? '' : `#${showParameters(new URLSearchParams(url.hash.slice(1)))}`;
  return `${url.origin === base.origin ? '' : url.origin}${path}${query}${fragment}`;
}

/** Parameters fit to be shown. */
export function showParameters(parameters: URLSearchParams): string {
  return [...parameters].map(([name, value]) => `${name}=${SHOWN.has(name) ? value : MASK}`).join('&');
}
