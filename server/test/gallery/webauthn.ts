/**
 * Pages that ask an authenticator: as they are without a script, and as the script leaves them.
 */
import { type Html, html } from '../../src/pages/html.ts';
import { loginPage } from '../../src/pages/login/login.ts';
import {
  addKeyMarkup,
  passkeyMarkup,
  useKeyMarkup,
  type WebauthnForm,
} from '../../src/pages/login/webauthn.ts';
import { layout } from '../../src/pages/look/layout.ts';
import type { Look } from '../../src/pages/look/look.ts';
import { asScripted } from '../../src/pages/preview/still.ts';
import type { PageState } from './page-state.ts';

const FRAME = { interaction: 'sealed', csrf: 'token', client_name: 'Appointments' };
const REQUEST = { kind: 'get', publicKey: { challenge: 'AAAA' }, sealed: 'sealed' } as const;
/** What an authenticator is asked. */
export const ASKED = { request: REQUEST, nonce: 'n'.repeat(22) };

function login(look: Look, refused: boolean): string {
  const passkey = passkeyMarkup({ ...ASKED, refused, frame: { ...FRAME, look } });
  return asScripted(loginPage({ ...FRAME, look, action: '/login', passkey }));
}

function page(look: Look, title: string, markup: (form: WebauthnForm) => Html): (refused: boolean) => string {
  return (refused) => {
    const form = { ...ASKED, look, refused, path: '/mfa', action: 'webauthn', fields: html`` };
    return layout({ look, title, content: html`<h1 id="webauthn-title">${title}</h1>\n${markup(form)}` });
  };
}

function use(look: Look): (refused: boolean) => string {
  return page(look, look.text.webauthn.use, useKeyMarkup);
}

function add(look: Look): (refused: boolean) => string {
  return page(look, look.text.webauthn.add, addKeyMarkup);
}

export const WEBAUTHN: readonly PageState[] = [
  { name: 'login-passkey', render: (look) => login(look, false) },
  { name: 'login-passkey-refused', render: (look) => login(look, true) },
  { name: 'webauthn-use', render: (look) => asScripted(use(look)(false)) },
  { name: 'webauthn-use-refused', render: (look) => asScripted(use(look)(true)) },
  { name: 'webauthn-use-unavailable', render: (look) => use(look)(false) },
  { name: 'webauthn-add', render: (look) => asScripted(add(look)(false)) },
  { name: 'webauthn-add-refused', render: (look) => asScripted(add(look)(true)) },
  { name: 'webauthn-add-unavailable', render: (look) => add(look)(false) },
];
