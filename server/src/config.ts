/**
 * The configuration that the environment asks for. A name that is not in the table of settings, or a value that cannot be
 * meant, stops the start: a slip in a security setting must not pass for its default.
 */
import { type Environment, given, SETTINGS, type Setting } from './config-settings.ts';
import { portWarnings } from './config-urls.ts';
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
  /** Addresses or CIDR ranges whose `X-Forwarded-For` is believed. */
  readonly trustProxy: readonly string[];
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
  /** By how many steps the threads that hash passwords stand behind the rest of the server. */
  readonly hashingNiceness: number;
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
  const logLevel = read('TACIT_LOG_LEVEL', SETTINGS.TACIT_LOG_LEVEL);
  const unsafeOutboundHosts = read('TACIT_UNSAFE_OUTBOUND_HOSTS', SETTINGS.TACIT_UNSAFE_OUTBOUND_HOSTS);
  const auditRetentionDays = read('TACIT_AUDIT_RETENTION_DAYS', SETTINGS.TACIT_AUDIT_RETENTION_DAYS);
  const signInRetentionDays = read('TACIT_SIGN_IN_RETENTION_DAYS', SETTINGS.TACIT_SIGN_IN_RETENTION_DAYS);
  const smtpUrl = read('TACIT_SMTP_URL', SETTINGS.TACIT_SMTP_URL);
  const mailFrom = read('TACIT_MAIL_FROM', SETTINGS.TACIT_MAIL_FROM);
  const insecureSmtp = read('TACIT_UNSAFE_SMTP_WITHOUT_TLS', SETTINGS.TACIT_UNSAFE_SMTP_WITHOUT_TLS);
  const hashingNiceness = read('TACIT_HASHING_NICENESS', SETTINGS.TACIT_HASHING_NICENESS);
  const insecure = read('TACIT_UNSAFE_ALLOW_INSECURE_HTTP', SETTINGS.TACIT_UNSAFE_ALLOW_INSECURE_HTTP);

  if (baseUrl && isInsecure(baseUrl) && insecure === false) {
    mistakes.push(
      'TACIT_BASE_URL uses http on a host that is not localhost: use https, or set TACIT_UNSAFE_ALLOW_INSECURE_HTTP=true on a test machine.',
    );
  }
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
    hashingNiceness !== undefined;
  if (mistakes.length > 0 || !isComplete) return err(mistakes);
  return ok({
    port,
    host,
    databaseUrl,
    baseUrl,
    homeRegion,
    masterKey,
    trustProxy,
    logLevel,
    unsafeOutboundHosts,
    auditRetentionDays,
    signInRetentionDays,
    smtpUrl,
    mailFrom,
    insecureSmtp,
    hashingNiceness,
  });
}

/** What an operator should be told at every start. */
export function configWarnings(
  config: Pick<Config, 'baseUrl' | 'smtpUrl' | 'insecureSmtp'>,
): readonly string[] {
  const { baseUrl, smtpUrl, insecureSmtp } = config;
  const noMail = smtpUrl === undefined && !isLocalhost(baseUrl.hostname);
  return [
    ...(isInsecure(baseUrl)
      ? [`${baseUrl.origin} is not https: passwords and tokens cross the network in clear.`]
      : []),
    ...(noMail ? ['TACIT_SMTP_URL is not set: no mail is sent, so nobody can reset a password.'] : []),
    ...portWarnings(smtpUrl),
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
