/**
 * The settings that are the URL of another server, with a name and a password in it: text of the environment -> the same text, or
 * what is wrong with it, to follow the setting's name. The value is never repeated; of a password that stands in it as it is,
 * only the character is named that ends it.
 */
import { err, ok, type Result } from './protocol/result.ts';
import { readServers, withOneHost } from './storage/dialects/postgres/server-list.ts';

/** As pg knows them: of a word it does not know it makes a connection without TLS, without a word. */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** `sqlite:PATH`, `sqlite::memory:` or `postgres://USER:PASSWORD@HOST/NAME`, of which there may be several hosts. */
export function parseDatabaseUrl(text: string): Result<string, string> {
  if (text.startsWith('sqlite:')) return parseSqlite(text);
  if (/^postgres(ql)?:/i.test(text)) return parsePostgres(text);
  return err(`must be sqlite:PATH, sqlite::memory: or postgres://USER:PASSWORD@HOST/NAME${hintFor(text)}`);
}

/** What others call the same: a path alone, SQLite's own words, the schemes of other drivers. Nothing of a password is repeated. */
function hintFor(text: string): string {
  if (/^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:/i.test(text)) return '; begin with postgres://';
  const [, path] = /^(?:(?:sqlite3?|file):)?(:memory:|[\w./\\-]+\.(?:db|sqlite3?))$/i.exec(text) ?? [];
  return path === undefined ? '' : `; write sqlite:${path}`;
}

function parseSqlite(text: string): Result<string, string> {
  const path = text.slice('sqlite:'.length);
  if (path === '') return err('names no file: write sqlite:data/tacit.db');
  const [, below] = /^\/\/([^/].*)$/.exec(path) ?? [];
  if (below !== undefined) {
    return err(`begins with sqlite://, but what follows sqlite: is the path itself: sqlite:${below}`);
  }
  if (path.startsWith('~')) return err('begins with ~, which only a shell replaces: write the whole path');
  return /[\\/]$/.test(path)
    ? err('names a directory: name a file in it, as in sqlite:data/tacit.db')
    : ok(text);
}

function parsePostgres(text: string): Result<string, string> {
  if (!/^postgres(ql)?:\/\//.test(text))
    return err('must begin with postgres://, in lower case and with two slashes');
  const wrong = wrongPassword(text);
  if (wrong !== undefined) return err(wrong);
  const list = readServers(text);
  if (!list.ok) return list;
  const sslmode = URL.parse(withOneHost(text))?.searchParams.get('sslmode') ?? undefined;
  return sslmode === undefined || SSL_MODES.includes(sslmode)
    ? ok(text)
    : err(`has an sslmode that is not one of ${SSL_MODES.join(', ')}`);
}

/** `smtp://USER:PASSWORD@HOST:PORT`, or with TLS from the beginning `smtps://`. */
export function parseSmtpUrl(text: string): Result<string, string> {
  const form = 'must be smtp://USER:PASSWORD@HOST:PORT (STARTTLS) or smtps://USER:PASSWORD@HOST:PORT';
  if (!/^smtps?:\/\//.test(text)) return err(form);
  const wrong = wrongPassword(text);
  if (wrong !== undefined) return err(wrong);
  return /^smtps?:\/\/[^/?#]+\/?$/.test(text) && URL.canParse(text)
    ? ok(text)
    : err(`${form}, with nothing behind it`);
}

/** The ports that mail servers keep for one of the two ways to TLS (RFC 8314 §3.3, RFC 6409 §3.1): whoever speaks the other waits. */
const WRONG_SMTP: ReadonlyMap<string, string> = new Map([
  ['smtp: 465', 'smtps'],
  ['smtps: 587', 'smtp'],
  ['smtps: 25', 'smtp'],
]);

/** What should be said of a mail server's URL at every start. */
export function portWarnings(smtpUrl: string | undefined): readonly string[] {
  if (smtpUrl === undefined) return [];
  const { protocol, port } = new URL(smtpUrl);
  const scheme = WRONG_SMTP.get(`${protocol} ${port}`);
  return scheme === undefined
    ? []
    : [
        `TACIT_SMTP_URL begins with ${protocol}// and has port ${port}, where mail servers speak ${scheme}://.`,
      ];
}

/**
 * What a password does to a URL when it stands there as it is (RFC 3986 §3.2.1): `/`, `?` and `#` end the host, so that another
 * one is asked and told the rest; `%` and a space are read as something else.
 */
function wrongPassword(url: string): string | undefined {
  const text = withOneHost(url);
  const rest = text.slice(text.indexOf('//') + 2);
  const end = rest.search(/[/?#]/);
  const behind = end < 0 ? '' : rest.slice(end);
  // An @ in a parameter is one of its own: ?application_name=a@b.
  const beforeParameters = behind.replace(/\?[\w.-]+=.*$/s, '');
  const isCut = beforeParameters.includes('@') || (behind.includes('@') && !URL.canParse(text));
  if (isCut) return escapeIn(behind[0] ?? '');
  if (/\s/.test(text)) return escapeIn(' ');
  const [, userinfo = ''] = /^([^/?#]*)@/.exec(rest) ?? [];
  return isPercentEncoded(userinfo) ? undefined : escapeIn('%');
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function escapeIn(character: string): string {
  const name = character === ' ' ? 'a space' : `a ${character}`;
  return `has ${name} that is not a part of the URL itself: in a user name or a password it is written ${encodeURIComponent(character)} (percent-encoding; @ is %40, : is %3A)`;
}

/** As it can be shown: a password can stand before the host or among the parameters of a connection URL. */
export function hidePassword(databaseUrl: string): string {
  // What cut the URL short may stand anywhere in the password.
  const password =
    wrongPassword(databaseUrl) === undefined
      ? /^((?:[a-z][a-z0-9+.-]*:)+\/{0,2}[^/?#@]*?):[^/?#]*@/i
      : /^((?:[a-z][a-z0-9+.-]*:)+\/{0,2}.*?):.*@/is;
  return databaseUrl
    .replace(password, '$1:[secret]@')
    .replace(/([?&][^=&]*password[^=&]*=)[^&]*/gi, '$1[secret]');
}
