/**
 * HTML as a value: a tagged template that escapes whatever is put into it. A string can reach a page only as text or as
 * a quoted attribute, never as markup, because nothing but `html` makes an `Html`.
 */

class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The markup itself; only for what goes to the browser. */
  render(): string {
    return this.#text;
  }
}

/** Markup that was escaped when it was made. The class is not exported: only `html` and `constantMarkup` can make one. */
export type Html = Markup;

/** What a template may hold; `undefined` and `false` show nothing, so that a condition can be written in place. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '\0': '&#xfffd;',
};

/** Escapes text for an element and for an attribute in either kind of quotes. */
function escapeText(text: string): string {
  return text.replace(/[&<>"'`\0]/g, (character) => ENTITIES[character] ?? character);
}

function renderValue(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.render();
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(renderValue).join('');
  throw new Error(
    'A template holds text, numbers, Html and lists of these: something else cannot be escaped.',
  );
}

/** Builds markup; every value is escaped unless it is `Html` already. An attribute must be quoted around its value. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const pieces = strings.map((string, index) => {
    if (index === values.length) return string;
    if (string.endsWith('='))
      throw new Error('A value in an attribute without quotes cannot be escaped: quote it.');
    return string + renderValue(values[index]);
  });
  return new Markup(pieces.join(''));
}

/** Markup that is a constant of this source tree: our stylesheet and scripts, where escaping would change the meaning. */
export function constantMarkup(text: string): Html {
  return new Markup(text);
}

/** JSON for a `<script type="application/json">` block: no sequence in it can end the block or open a comment. */
export function jsonMarkup(value: unknown): Html {
  const json = JSON.stringify(value);
  return new Markup(
    json.replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

/** The text to send. */
export function render(markup: Html): string {
  return markup.render();
}
