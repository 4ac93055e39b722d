/**
 * The servers that a URL names and what is wanted of them, as libpq reads it: `postgres://USER:PASSWORD@A:5432,B/NAME` and
 * `target_session_attrs`. The driver knows one host alone, so each server gets a URL of its own.
 */
import { err, ok, type Result } from '../../../protocol/result.ts';

export type NamedServer = {
  readonly url: string;
  /** `HOST:PORT`, without a user and a password. */
  readonly name: string;
};

export type ServerList = {
  readonly servers: readonly NamedServer[];
  readonly wanted: Wanted;
};

/** What a server has to be; the values of libpq by which one can write. */
export type Wanted = 'any' | 'read-write' | 'primary';

const WANTED: ReadonlyMap<string, Wanted> = new Map([
  ['any', 'any'],
  ['read-write', 'read-write'],
  ['primary', 'primary'],
]);

const FOR_READERS: ReadonlySet<string> = new Set(['read-only', 'standby', 'prefer-standby']);

const FORM = 'is not a URL: it must be postgres://USER:PASSWORD@HOST:PORT/NAME';

/** The list, or what is wrong with the URL. */
export function readServers(text: string): Result<ServerList, string> {
  // Nothing said, libpq takes what answers first: a server that only reads would be found by the first login.
  const attributes = parameters(text).getAll('target_session_attrs').at(-1) ?? 'read-write';
  const wanted = WANTED.get(attributes);
  if (wanted === undefined) {
    return err(
      FOR_READERS.has(attributes)
        ? `has target_session_attrs=${attributes}, but Tacit has to write: say ${[...WANTED.keys()].join(', ')}`
        : `has a target_session_attrs that is not one of ${[...WANTED.keys()].join(', ')}`,
    );
  }
  for (const [name, sentence] of UNKNOWN) if (parameters(text).has(name)) return err(sentence);
  const places = readPlaces(text);
  if (!places.ok) return places;
  const [only] = places.value.length === 1 ? places.value : [];
  const servers = only ? [{ url: text, name: nameOf(only) }] : places.value.map((one) => serverAt(one, text));
  return servers.every(({ url }) => URL.canParse(url)) ? ok({ servers, wanted }) : err(FORM);
}

/** Parameters of libpq that the driver would pass over without a word. */
const UNKNOWN: readonly (readonly [name: string, sentence: string])[] = [
  [
    'load_balance_hosts',
    'has load_balance_hosts, which is not known here: the servers are asked in the order of the list',
  ],
  ['hostaddr', 'has hostaddr, which is not known here: write the address as the host'],
];

type Place = { readonly host: string; readonly port: string };

/** The hosts with their ports: those of the parameters stand before those of the address, as the driver has it. */
function readPlaces(text: string): Result<readonly Place[], string> {
  const written = partsOf(text).hosts.split(',').map(readPlace);
  if (written.some((place) => place === undefined)) return err(FORM);
  const addressed = written.flatMap((place) => (place ? [place] : []));
  const named = parameters(text).getAll('host').at(-1)?.split(',');
  const ports = parameters(text).getAll('port').at(-1)?.split(',') ?? addressed.map(({ port }) => port);
  const hosts = named ?? addressed.map(({ host }) => host);
  if (hosts.length > 1 && hosts.includes('')) return err('has an empty host in its list');
  if (ports.length !== 1 && ports.length !== hosts.length)
    return err(`names ${hosts.length} hosts and ${ports.length} ports`);
  const places = hosts.map((host, index) => ({ host, port: ports[ports.length === 1 ? 0 : index] ?? '' }));
  return places.every(({ port }) => PORT.test(port)) ? ok(places) : err('has a port that is not a number');
}

const PORT = /^\d{0,5}$/;

/** An address of IPv6 stands in brackets (RFC 3986 §3.2.2). */
function readPlace(text: string): Place | undefined {
  const [, host, port = ''] = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/.exec(text) ?? [];
  return host === undefined ? undefined : { host, port };
}

function serverAt({ host, port }: Place, text: string): NamedServer {
  const { before, path } = partsOf(text);
  const query = parameters(text);
  query.delete('port');
  const isNamed = query.has('host');
  if (isNamed) query.set('host', host);
  const address = `${isNamed ? 'localhost' : host}${port === '' ? '' : `:${port}`}`;
  return { url: `${before}${address}${path}?${query}`, name: nameOf({ host, port }) };
}

function nameOf({ host, port }: Place): string {
  return `${host === '' ? 'localhost' : host}:${port === '' ? '5432' : port}`;
}

/** What stands before the hosts (scheme, user and password), they, the database, and the parameters. */
function partsOf(text: string) {
  const [, before = '', hosts = '', path = '', query = ''] = PARTS.exec(text) ?? [];
  return { before, hosts, path, query };
}

const PARTS = /^([a-z]+:\/\/(?:[^/?#]*@)?)([^/?#@]*)([^?#]*)(?:\?([^#]*))?/s;

function parameters(text: string): URLSearchParams {
  return new URLSearchParams(partsOf(text).query);
}

/** The same URL with the first of its hosts alone: what reads URLs knows no lists. */
export function withOneHost(text: string): string {
  const { before, hosts } = partsOf(text);
  const [first = ''] = hosts.split(',', 1);
  return `${before}${first}${text.slice(before.length + hosts.length)}`;
}
