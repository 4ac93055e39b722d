/**
 * The text of a mail whose HTML is the tenant's: for programs that show no HTML (RFC 2046 §5.1.4). One pass, for whoever wrote it
 * decides how long it is.
 */

/** What is not read. */
const UNREAD: ReadonlySet<string> = new Set(['head', 'style', 'script', 'title']);

const LINES: ReadonlyMap<string, string> = new Map([
  ...['br', 'tr', 'li', 'div', 'td'].map((name) => [name, '\n'] as const),
  ...['p', 'h1', 'h2', 'h3', 'h4', 'table', 'ul', 'ol', 'blockquote', 'hr'].map(
    (name) => [name, '\n\n'] as const,
  ),
]);

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Lines and paragraphs, and behind the words of a link its address in a line of its own. */
export function textOfHtml(html: string): string {
  const links: string[] = [];
  const said = readOf(elementsOf(html)).map(({ element, isEnd, tag, words }) => {
    const link = element !== 'a' ? '' : isEnd ? linkBehind(links) : linkBefore(tag, links);
    return `${link}${LINES.get(element) ?? ''}${words}`;
  });
  return tidy(decoded(said.join('')));
}

type Element = {
  readonly element: string;
  readonly isEnd: boolean;
  readonly tag: string;
  /** What stands behind it. */
  readonly words: string;
};

/** Without what is between the ends of an element that is not read. */
function readOf(elements: readonly Element[]): readonly Element[] {
  const read: Element[] = [];
  let unread: string | undefined;
  for (const one of elements) {
    if (unread === undefined && !one.isEnd && UNREAD.has(one.element)) unread = one.element;
    else if (unread === undefined) read.push(one);
    else if (one.isEnd && one.element === unread) {
      unread = undefined;
      read.push(one);
    }
  }
  return read;
}

/** Each tag and what stands behind it; what stands before the first has no tag. */
function elementsOf(html: string): readonly Element[] {
  const [first = '', ...parts] = html.replace(/<!--.*?-->/gs, '').split('<');
  const tags = parts.map((part) => {
    const end = part.indexOf('>');
    const tag = end === -1 ? '' : part.slice(0, end);
    const [, closing, name = ''] = /^(\/?)([a-z0-9]+)/i.exec(tag) ?? [];
    return { element: name.toLowerCase(), isEnd: closing === '/', tag, words: spaced(part.slice(end + 1)) };
  });
  return [{ element: '', isEnd: false, tag: '', words: spaced(first) }, ...tags];
}

function spaced(words: string): string {
  return words.replace(/\s+/g, ' ');
}

function linkBefore(tag: string, links: string[]): string {
  links.push(/\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag)?.slice(1).find(Boolean) ?? '');
  return '';
}

function linkBehind(links: string[]): string {
  const link = links.pop() ?? '';
  return link === '' ? '' : `:\n${link}\n`;
}

function decoded(text: string): string {
  return text.replace(/&(?:#([0-9]{1,6})|([a-z]{2,4}));/g, (whole, number?: string, name = '') =>
    number === undefined ? (ENTITIES[name] ?? whole) : String.fromCodePoint(Number(number)),
  );
}

function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const kept = lines.filter((line, index) => line !== '' || (lines[index - 1] ?? '') !== '');
  return `${kept.join('\n').trim()}\n`;
}
