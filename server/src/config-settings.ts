/**
 * Every setting: environment name, default, meaning, and how its text is read. `tacit config` prints the table.
 */
import { hidePassword, parseDatabaseUrl, parseSmtpUrl } from './config-urls.ts';
import {
  LOG_LEVELS,
  parseBaseUrl,
  parseBoolean,
  parseClientId,
  parseClientSecret,
  parseConnections,
  parseDays,
  parseHeaderName,
  parseHost,
  parseHosts,
  parseLogLevel,
  parseMailbox,
  parseMasterKey,
  parseMasterKeys,
  parseNiceness,
  parsePeople,
  parsePort,
  parseProxies,
  parseRate,
  parseRegion,
  parseSeconds,
  parseTenant,
} from './config-values.ts';
import { isLocalhost } from './protocol/host-name.ts';
import { ok, type Result } from './protocol/result.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Setting<T> = {
  /** As it would be written in the environment; a function where it follows from another setting. */
  readonly default?: string | ((env: Environment) => string);
  readonly doc: string;
  /** The value, or what is wrong with it, to follow the setting's name. */
  readonly parse: (text: string) => Result<T, string>;
  /** How the value is shown; as it is when absent. */
  readonly show?: (text: string) => string;
};

export const SETTINGS = {
  TACIT_PORT: {
    default: '4000',
    doc: 'TCP port the server listens at.',
    parse: parsePort,
  },
  TACIT_HOST: {
    default: '127.0.0.1',
    doc: 'Address the server listens at. 0.0.0.0 or :: for every network; 127.0.0.1 is reached as localhost.',
    parse: parseHost,
  },
  TACIT_DATABASE_URL: {
    default: 'sqlite:data/tacit.db',
    doc: 'sqlite:PATH, sqlite::memory: or postgres://USER:PASSWORD@HOST/NAME, of several servers postgres://USER:PASSWORD@A:5432,B:5432/NAME.',
    parse: parseDatabaseUrl,
    show: hidePassword,
  },
  TACIT_DATABASE_CONNECTIONS: {
    default: '10',
    doc: 'Connections to PostgreSQL that a process uses at most, 2 to 1000; it has one more that watches.',
    parse: parseConnections,
  },
  TACIT_DATABASE_WAIT_SECONDS: {
    default: '30',
    doc: 'Seconds for which `tacit serve` waits for a PostgreSQL that is not there yet, starts, or can only be read, 0 to 3600.',
    parse: parseSeconds,
  },
  TACIT_BASE_URL: {
    default: (env) => `http://localhost:${given(env, 'TACIT_PORT') ?? '4000'}`.replace(/:80$/, ''),
    doc: 'Origin under which all tenants have their hosts: <tenant>.<region>.<this host>.',
    parse: parseBaseUrl,
  },
  TACIT_HOME_REGION: {
    default: 'us',
    doc: 'Region whose label may be left out of a host: <tenant>.<base host>.',
    parse: parseRegion,
  },
  TACIT_MASTER_KEY: {
    doc: '32 bytes, base64, that encrypt signing keys. Required with PostgreSQL; made beside a SQLite file when absent.',
    parse: parseMasterKey,
    show: hide,
  },
  TACIT_MASTER_KEY_PREVIOUS: {
    default: '',
    doc: 'Other master keys, with commas, at most four: what they sealed is opened, and nothing is sealed with them.',
    parse: parseMasterKeys,
    show: hide,
  },
  TACIT_TRUST_PROXY: {
    default: '',
    doc: 'Addresses and CIDR ranges of your proxies, with commas, whose word of the client is believed; loopback, private and linklocal are ranges too.',
    parse: parseProxies,
  },
  TACIT_PROXY_HEADER: {
    doc: 'Header in which your proxies name the client; absent: X-Forwarded-For, and where there is none Forwarded.',
    parse: parseHeaderName,
  },
  TACIT_LOG_LEVEL: {
    default: 'info',
    doc: `One of ${LOG_LEVELS.join(', ')}.`,
    parse: parseLogLevel,
  },
  TACIT_UNSAFE_ALLOW_INSECURE_HTTP: {
    default: 'false',
    doc: 'true lets TACIT_BASE_URL be http on a host other than localhost: tokens and passwords cross the network in clear.',
    parse: parseBoolean,
  },
  TACIT_UNSAFE_OUTBOUND_HOSTS: {
    default: '',
    doc: 'Hosts (host or host:port, with commas) that keys, request objects and logout endpoints of clients may be at although they are private or speak plain http.',
    parse: parseHosts,
  },
  TACIT_AUDIT_RETENTION_DAYS: {
    default: '90',
    doc: 'Days for which the audit table keeps what happened, 1 to 3650.',
    parse: parseDays,
  },
  TACIT_SIGN_IN_RETENTION_DAYS: {
    default: '90',
    doc: 'Days for which End-Users see on their account page when and from where they signed in, 1 to 3650.',
    parse: parseDays,
  },
  TACIT_COUNTER_RETENTION_DAYS: {
    default: '400',
    doc: 'Days for which it is kept how many signed in, were refused and got tokens on a day, and by what programs, 1 to 3650.',
    parse: parseDays,
  },
  TACIT_HASHING_NICENESS: {
    default: '3',
    doc: 'By how many steps of niceness the threads that hash passwords stand behind the rest of the server, 0 (not at all) to 19. Linux alone.',
    parse: parseNiceness,
  },
  TACIT_MANAGEMENT_RATE: {
    default: '6000',
    doc: 'Requests in a minute that one client may send to the Management API of a tenant, 1 to 1000000; of several processes each lets in as many.',
    parse: parseRate,
  },
  TACIT_SEARCHED_PEOPLE: {
    default: '50000',
    doc: 'People that a search of the Management API may look at, one by one, before it is refused as too wide, 100 to 10000000.',
    parse: parsePeople,
  },
  TACIT_ADMIN_CLIENT_ID: {
    doc: 'Machine client of every tenant, with every scope of the Management API: the first there is.',
    parse: parseClientId,
  },
  TACIT_ADMIN_CLIENT_SECRET: {
    doc: 'Its secret, 32 to 512 characters of ASCII without spaces, made at random.',
    parse: parseClientSecret,
    show: hide,
  },
  TACIT_OPERATOR_TENANT: {
    doc: 'Tenant, as NAME.REGION, whose administrators administer every other one too, and make and delete tenants; absent: none.',
    parse: parseTenant,
  },
  TACIT_SMTP_URL: {
    doc: 'Server that sends mail, smtp://USER:PASSWORD@HOST:PORT (STARTTLS) or smtps://. Absent on localhost: mail is read at /dev/mailbox.',
    parse: parseSmtpUrl,
    show: hidePassword,
  },
  TACIT_MAIL_FROM: {
    doc: 'Address that mail is from, unless a tenant has its own; absent: no-reply@ the host of TACIT_BASE_URL.',
    parse: parseMailbox,
  },
  TACIT_UNSAFE_SMTP_WITHOUT_TLS: {
    default: 'false',
    doc: 'true sends mail to the mail server in clear: whoever is on the way reads the links and codes in it.',
    parse: parseBoolean,
  },
  TACIT_DRAIN_SECONDS: {
    default: (env) => (isAtLocalhost(env) ? '0' : '5'),
    doc: 'Seconds for which SIGTERM only ends readiness, so that proxies turn to others: 0 where TACIT_BASE_URL is at localhost, else 5.',
    parse: parseSeconds,
  },
  TACIT_STOP_SECONDS: {
    default: '25',
    doc: 'Seconds from the signal to the end at most, draining included; less than what the supervisor waits before it kills.',
    parse: parseSeconds,
  },
  TACIT_UNSAFE_MAILBOX_FOR_EVERYBODY: {
    default: 'false',
    doc: 'true shows /dev/mailbox to whoever reaches the server, not only to this machine: links and codes in it open accounts.',
    parse: parseBoolean,
  },
  TACIT_DEMO_PASSWORD: {
    doc: 'Password of the example: `npm start` puts it in place of ##TACIT_DEMO_PASSWORD##. The server does not read it.',
    parse: () => ok(undefined),
    show: hide,
  },
} as const satisfies Readonly<Record<string, Setting<unknown>>>;

function isAtLocalhost(env: Environment): boolean {
  const text = given(env, 'TACIT_BASE_URL');
  return text === undefined || !URL.canParse(text) || isLocalhost(new URL(text).hostname);
}

/** Set to nothing is not set: what compose files do with a variable that they pass on. */
export function given(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === '' ? undefined : text;
}

function hide(): string {
  return '[secret]';
}
