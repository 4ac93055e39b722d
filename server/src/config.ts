/**
 * The configuration that the environment asks for. A name that is not in the table of settings, or a value that cannot be
 * meant, stops the start: a slip in a security setting must not pass for its default.
 */
import { type Environment, given, SETTINGS, type Setting } from './config-settings.ts';
import { portWarnings } from './config-urls.ts';
import { isLoopbackAddress } from './http/client-address.ts';
import { wideRanges } from './http/proxies/trusted-proxies.ts';
import { isLocalhost } from './protocol/host-name.ts';
import { nearestName } from './protocol/nearest-name.ts';
import { err, ok, type Result } from './protocol/result.ts';

export type { Environment };

export type Config = {
  readonly port: number;
  readonly host: string;
  /** `sqlite:PATH`, `sqlite::memory:` or `postgres://...`. */
  readonly databaseUrl: string;
  /** Connections to PostgreSQL at most, but for the one that watches. */
  readonly databaseConnections: number;
  /** How long the start waits for PostgreSQL. */
  readonly databaseWaitSeconds: number;
  /** Origin of the home of all tenants, without a trailing slash: scheme, host, port. */
  readonly baseUrl: URL;
  /** The region whose label may be left out of a host. */
  readonly homeRegion: string;
  /** 32 bytes that encrypt what must be read back; absent: made beside an embedded database. */
  readonly masterKey: string | undefined;
  /** What the master key was before, or will be: opened with, never sealed with. */
  readonly otherMasterKeys: readonly string[];
  /** Addresses or CIDR ranges of our proxies, or words for ranges. */
  readonly trustProxy: readonly string[];
  /** The header in which they name their clients, in lower case; absent: `x-forwarded-for`, or where there is none `forwarded`. */
  readonly proxyHeader: string | undefined;
  readonly logLevel: string;
  /** `host` or `host:port` that may be asked for clients' documents although they are private or without TLS. */
  readonly unsafeOutboundHosts: readonly string[];
  /** `smtp://` or `smtps://`, with user and password; absent: a mailbox in memory on loopback, else no mail. */
  readonly smtpUrl: string | undefined;
  /** Sender of mail; absent: no-reply at the host of the base URL. */
  readonly mailFrom: string | undefined;
  /** How long it is kept what happened. */
  readonly auditRetentionDays: number;
  /** How long End-Users see when and from where they signed in. */
  readonly signInRetentionDays: number;
  readonly counterRetentionDays: number;
  /** Mail, with the links and codes in it, goes to the mail server in clear. */
  readonly insecureSmtp: boolean;
  /**
   * Where there is no database, one is begun: at localhost, or because a command says that it is the first time. Absent: it is
   * begun.
   */
  readonly mayBegin?: boolean;
  /** How long everything is served as always after readiness has ended. */
  readonly drainSeconds: number;
  /** From the signal to the end at most, draining included. */
  readonly stopSeconds: number;
  /** Whoever reaches the server reads the mail of a developer. */
  readonly mailboxForEverybody: boolean;
  /** By how many steps the threads that hash passwords stand behind the rest of the server. */
  readonly hashingNiceness: number;
  /** Requests of one client to the Management API in a minute, at one process. */
  readonly managementRate: number;
  /** People that a search may look at. */
  readonly searchedPeople: number;
  /** `<name>.<region>` of the tenant whose administrators have the Management API of all. */
  readonly operatorTenant: string | undefined;
  /** The client that may administer every tenant; its secret in clear. */
  readonly adminClient: { readonly client_id: string; readonly client_secret: string } | undefined;
};

type SettingName = keyof typeof SETTINGS;

const PREFIX = 'TACIT_';

/** What `tacit --server` is told, and no server: both may be set on one machine. */
const OF_THE_TOOL: ReadonlySet<string> = new Set([
  ...['TACIT_SERVER', 'TACIT_CLIENT_ID', 'TACIT_CLIENT_SECRET', 'TACIT_UNSAFE_SERVER_WITHOUT_TLS'],
]);

/** The configuration that the environment asks for, or everything that is wrong with it, a sentence each. */
export function readConfig(env: Environment): Result<Config, readonly string[]> {
  const mistakes = [...unknownNames(env)];

  function read<T>(name: SettingName, { parse }: Pick<Setting<T>, 'parse'>): T | undefined {
    const text = textOf(name, env);
    if (text === undefined) return undefined;
    const parsed = parse(text);
    if (parsed.ok) return parsed.value;
    mistakes.push(`${name} ${parsed.error}.`);
    return undefined;
  }

  const port = read('TACIT_PORT', SETTINGS.TACIT_PORT);
  const needed = {
    port,
    host: read('TACIT_HOST', SETTINGS.TACIT_HOST),
    databaseUrl: read('TACIT_DATABASE_URL', SETTINGS.TACIT_DATABASE_URL),
    databaseConnections: read('TACIT_DATABASE_CONNECTIONS', SETTINGS.TACIT_DATABASE_CONNECTIONS),
    databaseWaitSeconds: read('TACIT_DATABASE_WAIT_SECONDS', SETTINGS.TACIT_DATABASE_WAIT_SECONDS),
    // A port that cannot be read is complained about once, not again in the address that has it.
    baseUrl: port === undefined ? undefined : read('TACIT_BASE_URL', SETTINGS.TACIT_BASE_URL),
    homeRegion: read('TACIT_HOME_REGION', SETTINGS.TACIT_HOME_REGION),
    otherMasterKeys: read('TACIT_MASTER_KEY_PREVIOUS', SETTINGS.TACIT_MASTER_KEY_PREVIOUS),
    trustProxy: read('TACIT_TRUST_PROXY', SETTINGS.TACIT_TRUST_PROXY),
    logLevel: read('TACIT_LOG_LEVEL', SETTINGS.TACIT_LOG_LEVEL),
    unsafeOutboundHosts: read('TACIT_UNSAFE_OUTBOUND_HOSTS', SETTINGS.TACIT_UNSAFE_OUTBOUND_HOSTS),
    auditRetentionDays: read('TACIT_AUDIT_RETENTION_DAYS', SETTINGS.TACIT_AUDIT_RETENTION_DAYS),
    signInRetentionDays: read('TACIT_SIGN_IN_RETENTION_DAYS', SETTINGS.TACIT_SIGN_IN_RETENTION_DAYS),
    counterRetentionDays: read('TACIT_COUNTER_RETENTION_DAYS', SETTINGS.TACIT_COUNTER_RETENTION_DAYS),
    insecureSmtp: read('TACIT_UNSAFE_SMTP_WITHOUT_TLS', SETTINGS.TACIT_UNSAFE_SMTP_WITHOUT_TLS),
    mailboxForEverybody: read(
      'TACIT_UNSAFE_MAILBOX_FOR_EVERYBODY',
      SETTINGS.TACIT_UNSAFE_MAILBOX_FOR_EVERYBODY,
    ),
    hashingNiceness: read('TACIT_HASHING_NICENESS', SETTINGS.TACIT_HASHING_NICENESS),
    managementRate: read('TACIT_MANAGEMENT_RATE', SETTINGS.TACIT_MANAGEMENT_RATE),
    searchedPeople: read('TACIT_SEARCHED_PEOPLE', SETTINGS.TACIT_SEARCHED_PEOPLE),
    drainSeconds: read('TACIT_DRAIN_SECONDS', SETTINGS.TACIT_DRAIN_SECONDS),
    stopSeconds: read('TACIT_STOP_SECONDS', SETTINGS.TACIT_STOP_SECONDS),
  };
  const wished = {
    masterKey: read('TACIT_MASTER_KEY', SETTINGS.TACIT_MASTER_KEY),
    proxyHeader: read('TACIT_PROXY_HEADER', SETTINGS.TACIT_PROXY_HEADER),
    smtpUrl: read('TACIT_SMTP_URL', SETTINGS.TACIT_SMTP_URL),
    mailFrom: read('TACIT_MAIL_FROM', SETTINGS.TACIT_MAIL_FROM),
    operatorTenant: read('TACIT_OPERATOR_TENANT', SETTINGS.TACIT_OPERATOR_TENANT),
  };
  const admin = {
    client_id: read('TACIT_ADMIN_CLIENT_ID', SETTINGS.TACIT_ADMIN_CLIENT_ID),
    client_secret: read('TACIT_ADMIN_CLIENT_SECRET', SETTINGS.TACIT_ADMIN_CLIENT_SECRET),
  };
  const insecure = read('TACIT_UNSAFE_ALLOW_INSECURE_HTTP', SETTINGS.TACIT_UNSAFE_ALLOW_INSECURE_HTTP);
  mistakes.push(...contradictions({ ...needed, insecure }), ...halfGiven(env));
  if (mistakes.length > 0 || !isComplete(needed)) return err(mistakes);
  const adminClient = isComplete(admin) ? admin : undefined;
  return ok({ ...needed, ...wished, adminClient, mayBegin: isLocalhost(needed.baseUrl.hostname) });
}

/** A name without its secret is nobody, and a secret without its name nobody's. */
function halfGiven(env: Environment): readonly string[] {
  const [id, secret] = ['TACIT_ADMIN_CLIENT_ID', 'TACIT_ADMIN_CLIENT_SECRET'] as const;
  const missing = [id, secret].filter((name) => given(env, name) === undefined);
  const [name] = missing;
  return missing.length === 1 && name ? [`${name} is missing beside ${name === id ? secret : id}.`] : [];
}

type Complete<T> = { readonly [Name in keyof T]: Exclude<T[Name], undefined> };

function isComplete<T extends object>(read: T): read is T & Complete<T> {
  return !Object.values(read).includes(undefined);
}

const INSECURE =
  'TACIT_BASE_URL uses http on a host that is not localhost: use https, or set TACIT_UNSAFE_ALLOW_INSECURE_HTTP=true on a test machine.';

/** Settings that cannot be meant together. */
function contradictions(read: {
  readonly baseUrl: URL | undefined;
  readonly insecure: boolean | undefined;
  readonly drainSeconds: number | undefined;
  readonly stopSeconds: number | undefined;
}): readonly string[] {
  const { baseUrl, insecure, drainSeconds = 0, stopSeconds = Number.POSITIVE_INFINITY } = read;
  const mistakes = [
    drainSeconds >= stopSeconds && 'TACIT_DRAIN_SECONDS is a part of TACIT_STOP_SECONDS: it must be shorter.',
    baseUrl && isInsecure(baseUrl) && insecure === false && INSECURE,
  ];
  return mistakes.filter((mistake) => typeof mistake === 'string');
}

/** What an operator should be told at every start. */
export function configWarnings(
  config: Pick<
    Config,
    'baseUrl' | 'host' | 'smtpUrl' | 'insecureSmtp' | 'trustProxy' | 'mailboxForEverybody'
  >,
): readonly string[] {
  const { baseUrl, host, smtpUrl, insecureSmtp, trustProxy, mailboxForEverybody } = config;
  const isOwnMachine = isLocalhost(baseUrl.hostname);
  const noMail = smtpUrl === undefined && !isOwnMachine;
  const isReachable = isOwnMachine && !isLocalhost(host) && !isLoopbackAddress(host);
  return [
    ...(isInsecure(baseUrl)
      ? [`${baseUrl.origin} is not https: passwords and tokens cross the network in clear.`]
      : []),
    ...(noMail ? ['TACIT_SMTP_URL is not set: no mail is sent, so nobody can reset a password.'] : []),
    ...portWarnings(smtpUrl),
    ...(isReachable
      ? [
          `TACIT_HOST is ${host}, so other machines reach this server, but TACIT_BASE_URL is ${baseUrl.origin}, which on each of them is that machine itself: nobody can sign in from there. /dev/mailbox, the list of tenants and the causes of refusals are shown on this machine alone.`,
        ]
      : []),
    ...(smtpUrl === undefined && isOwnMachine && mailboxForEverybody
      ? [
          'TACIT_UNSAFE_MAILBOX_FOR_EVERYBODY: whoever reaches this server reads /dev/mailbox, with the links and codes in it.',
        ]
      : []),
    ...wideRanges(trustProxy).map(
      (range) =>
        `TACIT_TRUST_PROXY has ${range}: whoever has an address in it says from where they come, and is counted by whatever they say.`,
    ),
    ...(insecureSmtp ? ['Mail goes to the mail server in clear, with the links and codes in it.'] : []),
  ];
}

/** Every setting with the value it has, secrets hidden: what `tacit config` prints. */
export function describeSettings(env: Environment): readonly {
  readonly name: string;
  readonly value: string;
  readonly is_default: boolean;
  readonly doc: string;
}[] {
  return [...ROWS].map(([name, setting]) => {
    const show = setting.show ?? ((text: string) => text);
    const text = textOf(name, env) ?? '';
    return {
      name,
      value: text === '' ? '' : show(text),
      is_default: given(env, name) === undefined,
      doc: setting.doc,
    };
  });
}

const ROWS: ReadonlyMap<string, Setting<unknown>> = new Map(Object.entries(SETTINGS));

function textOf(name: string, env: Environment): string | undefined {
  const preset = ROWS.get(name)?.default;
  return given(env, name) ?? (typeof preset === 'function' ? preset(env) : preset);
}

/** Refused, because a protection that somebody misspelled would be off without a word. */
function unknownNames(env: Environment): readonly string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !ROWS.has(name) && !OF_THE_TOOL.has(name))
    .sort()
    .map((name) => {
      const near = nearestName(
        name.slice(PREFIX.length),
        [...ROWS.keys()].map((known) => known.slice(PREFIX.length)),
      );
      const hint = near === undefined ? '; `tacit config` lists them.' : `: did you mean ${PREFIX}${near}?`;
      return `${name} is not a setting${hint}`;
    });
}

/** http lets anybody on the way read and change what passes; on this machine there is no way. */
function isInsecure(baseUrl: URL): boolean {
  return baseUrl.protocol === 'http:' && !isLocalhost(baseUrl.hostname);
}
