/**
 * How an address differs from those that are registered (RFC 6749 §3.1.2.3). It explains a refusal and decides nothing:
 * what is allowed is for others, as `matchRedirectUri`, which never take an address apart.
 */
import { withoutSecrets } from './address-for-log.ts';
import type { Difference } from './diagnosis.ts';

/** An address in its parts, in their order; put together they are the address. */
const PARTS =
  /^(?<scheme>[^:/?#]*:)?(?:(?<slashes>\/\/)(?<user_info>[^/?#]*@)?(?<host>\[[^\]/?#]*\]|[^:/?#]*)(?<port>:[^/?#]*)?)?(?<path>[^?#]*)(?<query>\?[^#]*)?(?<fragment>#.*)?$/s;

const NAMES = ['scheme', 'slashes', 'user_info', 'host', 'port', 'path', 'query', 'fragment'] as const;

type Part = (typeof NAMES)[number];

type PartOf = (name: Part) => string;

/** The longest part of an address that a sentence repeats. */
const MAX_QUOTED = 60;

/** What is to be known of one part that differs. */
type Pair = { readonly sent: string; readonly registered: string };

/** How each part differs, in words. A query and a fragment are never repeated: they may hold secrets. */
const WORDS: Readonly<Record<Part, (pair: Pair) => string>> = {
  scheme: ({ sent, registered }) => `scheme ${sent.slice(0, -1)} instead of ${registered.slice(0, -1)}`,
  slashes: () => 'slashes after the scheme',
  user_info: () => 'user information before the host',
  host: ({ sent, registered }) => `host ${quoted(sent)} instead of ${quoted(registered)}`,
  port: ({ sent, registered }) =>
    `${sent === '' ? 'no port' : `port ${portOf(sent)}`} instead of ${portOf(registered)}`,
  path: ({ sent, registered }) => pathWords(sent, registered),
  query: ({ sent, registered }) => queryWords(sent, registered),
  fragment: () => 'a fragment, which none may have (RFC 6749 §3.1.2)',
};

/** Spellings of the same address: the whole is compared, before parts are. The first that fits is the reason. */
const SPELLINGS: readonly (readonly [what: string, spelling: (address: string) => string])[] = [
  ['white space', (address) => address.replace(/[\s\p{C}]/gu, '')],
  ['letter case', (address) => address.toLowerCase()],
];

type Options = {
  /** Of a native client the port of some addresses may vary (RFC 8252 §7.3). */
  readonly portMayVary: (registered: string, sent: string) => boolean;
};

/** The registered address that is nearest, and how what was sent differs from it; undefined where none is registered. */
export function nearestAddress(
  sent: string,
  registered: readonly string[],
  options: Options,
): Difference | undefined {
  const [nearest] = registered
    .map((one) => ({ one, spelling: sameButFor(sent, one), parts: differingParts(sent, one, options) }))
    .map((near) => ({ ...near, weight: near.spelling === undefined ? near.parts.length : 0 }))
    .sort((a, b) => a.weight - b.weight || apart(sent, a.one) - apart(sent, b.one));
  if (!nearest) return undefined;
  const { one, spelling, parts } = nearest;
  return spelling === undefined
    ? { registered: one, ...inWords(sent, one, parts) }
    : { registered: one, character: characterAt(sent, sharedStart(sent, one)), what: spelling };
}

/** How the whole differs where it is the same address in another spelling. */
function sameButFor(sent: string, registered: string): string | undefined {
  const found = SPELLINGS.find(([, spelling]) => spelling(sent) === spelling(registered));
  if (found) return found[0];
  if (decoded(sent) === decoded(registered))
    return /^[^%/?#]*:/.test(sent) ? 'percent-encoding' : 'encoded twice';
  return registered.replace(/^https?:\/\//, '') === sent ? 'scheme missing' : undefined;
}

/** Without its percent-encoding, were it done three times over. */
function decoded(address: string): string {
  return decodedOnce(decodedOnce(decodedOnce(address)));
}

function decodedOnce(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function partsOf(address: string): PartOf {
  const groups = PARTS.exec(address)?.groups;
  return (name) => groups?.[name] ?? '';
}

function differingParts(sent: string, registered: string, { portMayVary }: Options): readonly Part[] {
  const [ours, theirs] = [partsOf(registered), partsOf(sent)];
  return NAMES.filter(
    (name) => ours(name) !== theirs(name) && !(name === 'port' && portMayVary(registered, sent)),
  );
}

/** Where the first part that counts begins to differ, and all of them in words. */
function inWords(
  sent: string,
  registered: string,
  differing: readonly Part[],
): Pick<Difference, 'character' | 'what'> {
  const [ours, theirs] = [partsOf(registered), partsOf(sent)];
  const before = NAMES.slice(
    0,
    NAMES.findIndex((name) => differing.includes(name)),
  );
  const start = before.map(theirs).join('').length;
  const rest = (address: string, part: PartOf) => address.slice(before.map(part).join('').length);
  const shared = sharedStart(rest(sent, theirs), rest(registered, ours));
  const words = differing.map((name) => WORDS[name]({ sent: theirs(name), registered: ours(name) }));
  const what = theirs('scheme') === '' ? withoutScheme(sent) : words.join(', ');
  return { character: characterAt(sent, start + shared), what };
}

/** What is no address at all has no parts worth naming. */
function withoutScheme(sent: string): string {
  return /^[a-z][a-z0-9+.-]*%3a/i.test(sent) ? 'encoded twice' : 'not an absolute address';
}

function pathWords(sent: string, registered: string): string {
  if (sent === `${registered}/`) return 'trailing slash';
  if (`${sent}/` === registered) return 'trailing slash missing';
  if (sent.toLowerCase() === registered.toLowerCase()) return 'letter case of the path';
  if (decoded(sent) === decoded(registered)) return 'percent-encoding of the path';
  return `path ${quoted(sent)} instead of ${quoted(registered)}`;
}

function queryWords(sent: string, registered: string): string {
  if (registered === '') return 'a query that is not registered';
  return sent === '' ? 'the registered query is missing' : 'another query than is registered';
}

function portOf(port: string): string {
  return quoted(port.slice(1));
}

function quoted(part: string): string {
  const shown = withoutSecrets(part);
  return shown.length > MAX_QUOTED ? `${shown.slice(0, MAX_QUOTED)}…` : shown || 'none';
}

/** How many characters are neither in the common beginning nor in the common end. */
function apart(a: string, b: string): number {
  const start = sharedStart(a, b);
  const [restA, restB] = [a.slice(start), b.slice(start)];
  const end = sharedStart([...restA].reverse().join(''), [...restB].reverse().join(''));
  return Math.max(restA.length, restB.length) - end;
}

/** Code units that both begin with. */
function sharedStart(a: string, b: string): number {
  const longest = Math.min(a.length, b.length);
  let length = 0;
  while (length < longest && a[length] === b[length]) length += 1;
  return length;
}

/** The number of the character that the code unit behind so many others is of. */
function characterAt(text: string, units: number): number {
  return [...text.slice(0, units + 1).padEnd(units + 1)].length;
}
