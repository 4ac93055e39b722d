/**
 * What `tacit init` ends with: where everything is, the lines for the page and the API, and what to open next.
 */
import { styleText } from 'node:util';
import { pageAddresses, START_CLIENT_ID, START_SCOPE } from '@tacit/server/operator';
import { remedyLines } from '../addresses.ts';
import { say } from '../output.ts';
import { ownTerminal } from '../terminal.ts';
import { apiLines } from './api-lines.ts';
import type { Choices } from './choices.ts';
import { type Lines, pageLines, type Wiring } from './page-lines.ts';
import type { ServerState } from './server-state.ts';

export type Begun = {
  readonly issuer: string;
  readonly authorize_url: string;
  readonly file: string;
  readonly choices: Choices;
  /** Undefined: nobody was made. */
  readonly account: { readonly user: string; readonly password: string } | undefined;
  readonly isApplied: boolean;
  /** The server is what comes next, in this process. */
  readonly isServed: boolean;
};

/** Neither the page's nor the server's, nor that of the example. */
const API_URL = 'http://localhost:3001/hello';

/** For a program. */
export function begunJson({ issuer, authorize_url, file, choices, account }: Begun) {
  return {
    issuer,
    client_id: START_CLIENT_ID,
    audience: choices.api,
    authorize_url,
    user: account?.user ?? null,
    password: account?.password ?? null,
    file,
  };
}

/** For a person. */
export function sayHowToGoOn(begun: Begun, server: ServerState): void {
  const { choices } = begun;
  const wiring = wiringOf(begun);
  say(['', ...placeLines(begun), '']);
  sayLines('Your page', pageLines(choices.sdk, wiring));
  sayLines('Your API', apiLines(choices.guard, wiring));
  sayHeading('Next');
  say(nextLines(begun, wiring, server));
}

function wiringOf({ issuer, choices }: Begun): Wiring {
  const { origin, callbacks } = pageAddresses(choices.spa);
  return {
    issuer,
    client_id: START_CLIENT_ID,
    audience: choices.api,
    scope: START_SCOPE,
    redirect_uri: callbacks[0] ?? origin,
    origin,
    flow: choices.flow,
    apiUrl: API_URL,
  };
}

const ABOUT_THE_LINK = {
  code: 'It opens the sign-in page. Your page makes one of its own each time, with a secret that only it knows: the code that comes of this one cannot be redeemed.',
  implicit:
    'It opens the sign-in page, and your page gets the tokens in its address. Your page makes one of its own each time.',
} as const;

function placeLines({ issuer, authorize_url, choices, account, isApplied }: Begun): readonly string[] {
  return [
    `Issuer: ${issuer}`,
    ...remedyLines([issuer]).map((line) => `  ${line}`),
    `Sign in: ${authorize_url}`,
    `  ${ABOUT_THE_LINK[choices.flow]}`,
    ...(account
      ? [
          `User: ${account.user}`,
          `Password: ${account.password}`,
          '  It is shown this once, and is not in the file.',
        ]
      : []),
    ...(account || !isApplied ? [] : ['Users: those who are there; `npx tacit users` lists them.']),
  ];
}

/** Line by line as they are, to be copied. */
function sayLines(title: string, { file, packages, text }: Lines): void {
  sayHeading(`${title}: ${file}${packages === undefined ? '' : ` (needs ${packages})`}`);
  say(['', ...text.split('\n')]);
}

/** Bold where somebody looks; plain in a pipe, and with NO_COLOR. */
function sayHeading(text: string): void {
  ownTerminal().console.log(styleText('bold', text, { stream: ownTerminal().stdout }));
}

const SERVE: Readonly<Record<ServerState, readonly string[]>> = {
  ready: [],
  silent: ['npx tacit serve'],
  stranger: [
    'npx tacit serve, when you have stopped what answers there now: it does not know your client (`npm start` may be it)',
  ],
};

function nextLines(
  { issuer, file, isApplied, isServed }: Begun,
  { origin, apiUrl }: Wiring,
  server: ServerState,
): readonly string[] {
  const isLocal = /^(.+\.)?localhost$/.test(new URL(issuer).hostname);
  return [
    ...(isApplied ? [] : [`npx tacit apply ${file}`]),
    ...(isServed ? [] : SERVE[server]),
    `${origin}/  your page`,
    `${apiUrl}  your API: 401 without a token`,
    `${issuer}account  what people change of their own account`,
    ...(isLocal ? [`${issuer}dev/mailbox  the mail that would be sent`] : []),
    'docs/guides/your-own-application.md  other SDKs, more users, more clients',
  ].map((line) => `  ${line}`);
}
