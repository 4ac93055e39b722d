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
  /** Origin of the home of all tenants, without a trailing slash: scheme, host, port. */
  readonly baseUrl: URL;
  /** The region whose label may be left out of a host. */
  readonly homeRegion: string;
  /** 32 bytes that encrypt what must be read back; absent: made beside an embedded database. */
  readonly masterKey: string | undefined;
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
  /** Mail, with the links and codes in it, goes to the mail server in clear. */
  readonly insecureSmtp: boolean;
  /** Whoever reaches the server reads the mail of a developer. */
  readonly mailboxForEverybody: boolean;
};

type SettingName = keyof typeof SETTINGS;

const PREFIX = 'TACIT_';

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
  const host = read('TACIT_HOST', SETTINGS.TACIT_HOST);
  const databaseUrl = read('TACIT_DATABASE_URL', SETTINGS.TACIT_DATABASE_URL);
  // A port that cannot be read is complained about once, not again in the address that has it.
  const baseUrl = port === undefined ? undefined : read('TACIT_BASE_URL', SETTINGS.TACIT_BASE_URL);
  const homeRegion = read('TACIT_HOME_REGION', SETTINGS.TACIT_HOME_REGION);
  const masterKey = read('TACIT_MASTER_KEY', SETTINGS.TACIT_MASTER_KEY);
  const trustProxy = read('TACIT_TRUST_PROXY', SETTINGS.TACIT_TRUST_PROXY);
  const proxyHeader = read('TACIT_PROXY_HEADER', SETTINGS.TACIT_PROXY_HEADER);
  const logLevel = read('TACIT_LOG_LEVEL', SETTINGS.TACIT_LOG_LEVEL);
  const unsafeOutboundHosts = read('TACIT_UNSAFE_OUTBOUND_HOSTS', SETTINGS.TACIT_UNSAFE_OUTBOUND_HOSTS);
  const auditRetentionDays = read('TACIT_AUDIT_RETENTION_DAYS', SETTINGS.TACIT_AUDIT_RETENTION_DAYS);
  const signInRetentionDays = read('TACIT_SIGN_IN_RETENTION_DAYS', SETTINGS.TACIT_SIGN_IN_RETENTION_DAYS);
  const smtpUrl = read('TACIT_SMTP_URL', SETTINGS.TACIT_SMTP_URL);
  const mailFrom = read('TACIT_MAIL_FROM', SETTINGS.TACIT_MAIL_FROM);
  const insecureSmtp = read('TACIT_UNSAFE_SMTP_WITHOUT_TLS', SETTINGS.TACIT_UNSAFE_SMTP_WITHOUT_TLS);
  const mailboxForEverybody = read(
    'TACIT_UNSAFE_MAILBOX_FOR_EVERYBODY',
    SETTINGS.TACIT_UNSAFE_MAILBOX_FOR_EVERYBODY,
  );
  const insecure = read('TACIT_UNSAFE_ALLOW_INSECURE_HTTP', SETTINGS.TACIT_UNSAFE_ALLOW_INSECURE_HTTP);

  if (baseUrl && isInsecure(baseUrl) && insecure === false) mistakes.push(INSECURE);
  const isComplete =
    port !== undefined &&
    host !== undefined &&
    databaseUrl !== undefined &&
    baseUrl !== undefined &&
    homeRegion !== undefined &&
    trustProxy !== undefined &&
    logLevel !== undefined &&
    unsafeOutboundHosts !== undefined &&
    auditRetentionDays !== undefined &&
    signInRetentionDays !== undefined &&
    insecureSmtp !== undefined &&
    mailboxForEverybody !== undefined;
  if (mistakes.length > 0 || !isComplete) return err(mistakes);
  return ok({
    port,
    host,
    databaseUrl,
    baseUrl,
    homeRegion,
    masterKey,
    trustProxy,
    proxyHeader,
    logLevel,
    unsafeOutboundHosts,
    auditRetentionDays,
    signInRetentionDays,
    smtpUrl,
    mailFrom,
    insecureSmtp,
    mailboxForEverybody,
  });
}

const INSECURE =
  'TACIT_BASE_URL uses http on a host that is not localhost: use https, or set TACIT_UNSAFE_ALLOW_INSECURE_HTTP=true on a test machine.';

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
    .filter((name) => name.startsWith(PREFIX) && !ROWS.has(name))
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
