/**
 * Programs in languages other than JavaScript, a row each: what it is written with, what it does, where its version is
 * locked. Those with packages of Debian run in `npm test`, all of them by `npm run clients`.
 */
import { readFileSync } from 'node:fs';
import type { Journey, Paths } from './journeys.ts';
import type { Told } from './place.ts';

/** By the name of their folder. */
export const TONGUES = {
  python: 'Python',
  go: 'Go',
  java: 'Java',
  rust: 'Rust',
  php: 'PHP',
  ruby: 'Ruby',
  apache: 'Apache',
} as const;

export type Tongue = keyof typeof TONGUES;

type Row = {
  readonly name: string;
  readonly tongue: Tongue;
  /** The folder in that of the language. */
  readonly library: string;
  readonly version: string;
  readonly flows: readonly Journey[];
  /** Of Debian 12, without any registry: the packages that the program needs, the library's own first. */
  readonly debian?: readonly [string, ...string[]];
  /** Where it answers elsewhere than the others. */
  readonly paths?: (told: Told) => Partial<Paths>;
  readonly remedy?: string;
};

export type Program = Row & { readonly language: (typeof TONGUES)[Tongue]; readonly command: string };

/** The version in a file that a registry's own client wrote or reads. */
function locked(path: string, version: RegExp): string {
  const [, found] = version.exec(readFileSync(new URL(path, import.meta.url), 'utf8')) ?? [];
  if (found === undefined) throw new Error(`clients/${path} has nothing like ${version}.`);
  return found;
}

function to(address: string, parameters: Readonly<Record<string, string>>): string {
  return `${address}?${new URLSearchParams(parameters)}`;
}

const APPLICATION = ['an API called', 'refresh', 'revocation of the refresh token', 'logout'] as const;
const WITH_PKCE = ['code + PKCE, the ID token verified', ...APPLICATION] as const;
const WITHOUT_PKCE = ['code, the ID token verified', ...APPLICATION] as const;
const PROXY = [
  'code + PKCE, the ID token verified',
  'an API called',
  'six requests at once, each of which refreshes',
  'logout',
] as const;
const API = ['access tokens verified by the key set'] as const;

const ROWS: readonly Row[] = [
  {
    name: 'Authlib',
    tongue: 'python',
    library: 'authlib',
    version: locked('python/authlib/requirements.txt', /^Authlib==(.*)$/m),
    flows: WITH_PKCE,
  },
  {
    name: 'Authlib of Debian 12',
    tongue: 'python',
    library: 'authlib',
    version: '1.2.0',
    flows: WITH_PKCE,
    debian: ['python3-authlib', 'python3-flask', 'python3-requests'],
  },
  {
    name: 'auth0-python',
    tongue: 'python',
    library: 'auth0-python',
    version: locked('python/auth0-python/requirements.txt', /^auth0-python==(.*)$/m),
    flows: WITHOUT_PKCE,
  },
  {
    name: 'python-jose',
    tongue: 'python',
    library: 'python-jose',
    version: locked('python/python-jose/requirements.txt', /^python-jose==(.*)$/m),
    flows: API,
  },
  {
    name: 'python-jose of Debian 12',
    tongue: 'python',
    library: 'python-jose',
    version: '3.3.0',
    flows: API,
    debian: ['python3-jose', 'python3-cryptography', 'python3-flask', 'python3-requests'],
  },
  {
    name: 'go-oidc with x/oauth2',
    tongue: 'go',
    library: 'go-oidc',
    version: locked('go/go-oidc/go.mod', /go-oidc\/v3 v(\S+)/),
    flows: WITH_PKCE,
  },
  {
    name: 'oauth2-proxy',
    tongue: 'go',
    library: 'oauth2-proxy',
    version: locked('go/oauth2-proxy/go.mod', /oauth2-proxy\/v7 v(\S+)/),
    flows: PROXY,
    paths: ({ ISSUER, ORIGIN, CLIENT_ID }) => ({
      login: '/oauth2/start?rd=/',
      logout: to('/oauth2/sign_out', {
        rd: to(`${ISSUER}v2/logout`, { client_id: CLIENT_ID, returnTo: `${ORIGIN}/bye` }),
      }),
    }),
  },
  {
    name: 'Spring Boot, login',
    tongue: 'java',
    library: 'spring-boot-login',
    version: locked('java/spring-boot-login/pom.xml', /<parent>.*?<version>(.*?)</s),
    flows: ['code + PKCE, the ID token verified', 'an API called', 'refresh', 'logout'],
    paths: () => ({ login: '/oauth2/authorization/tacit' }),
  },
  {
    name: 'Spring Boot, resource server',
    tongue: 'java',
    library: 'spring-boot-resource-server',
    version: locked('java/spring-boot-resource-server/pom.xml', /<parent>.*?<version>(.*?)</s),
    flows: API,
  },
  {
    name: 'openidconnect',
    tongue: 'rust',
    library: 'openidconnect',
    version: locked('rust/openidconnect/Cargo.lock', /name = "openidconnect"\nversion = "(.*)"/),
    flows: WITH_PKCE,
  },
  {
    name: 'auth0-php',
    tongue: 'php',
    library: 'auth0-php',
    version: locked('php/auth0-php/composer.json', /"auth0\/auth0-php": "(.*)"/),
    flows: ['code + PKCE, the ID token verified', 'an API called', 'refresh', 'logout'],
  },
  {
    name: 'omniauth-auth0',
    tongue: 'ruby',
    library: 'omniauth-auth0',
    version: locked('ruby/omniauth-auth0/Gemfile', /gem 'omniauth-auth0', '(.*)'/),
    flows: ['code, the ID token verified', 'an API called', 'logout'],
    remedy: '`token_params: { redirect_uri: "https://app.example/callback" }`',
  },
  {
    name: 'omniauth-openid-connect of Debian 12',
    tongue: 'ruby',
    library: 'omniauth-openid-connect',
    version: '0.10.0',
    flows: ['code, the ID token verified', 'an API called', 'logout'],
    debian: ['ruby-omniauth-openid-connect', 'ruby-webrick', 'ruby'],
  },
  {
    name: 'mod_auth_openidc of Debian 12',
    tongue: 'apache',
    library: 'mod-auth-openidc',
    version: '2.4.12.3',
    flows: PROXY,
    debian: ['libapache2-mod-auth-openidc', 'apache2-bin'],
    paths: ({ ORIGIN }) => ({ login: '/', logout: to('/callback', { logout: `${ORIGIN}/bye` }) }),
  },
];

export const PROGRAMS: readonly Program[] = ROWS.map((row) => ({
  ...row,
  language: TONGUES[row.tongue],
  command: row.debian ? 'npm test' : `npm run clients -- ${row.tongue}`,
}));
