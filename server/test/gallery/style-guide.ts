/**
 * Every class of the stylesheet (pages/look/style.ts) in the place it is for. Pages are written from these and add no rule.
 */
import { type Html, html } from '../../src/pages/html.ts';
import { foot, linkButton } from '../../src/pages/login/foot.ts';
import { passwordField } from '../../src/pages/login/password-field.ts';
import { layout } from '../../src/pages/look/layout.ts';
import type { Look } from '../../src/pages/look/look.ts';
import type { PageState } from './page-state.ts';

const NOTHING = html``;

const NEW_PASSWORD = {
  id: 'new-password',
  name: 'password',
  autocomplete: 'new-password',
  attributes: html` required aria-invalid="true" aria-describedby="new-password-hint new-password-error"`,
} as const;

function card(look: Look, title: string, content: Html): string {
  return layout({ look, title, content: html`<h1 id="guide-title">${title}</h1>\n${content}` });
}

/** Words, boxes, a form with every kind of field and every kind of button, in their order of weight. */
function form(look: Look): string {
  return card(
    look,
    'Form',
    html`<p class="lead">A <strong>lead</strong> says what this page is for.</p>
<p class="box alert" id="guide-error" role="alert">An error of the whole form.</p>
<p class="box notice">Something to know first, <a href="/more">and more of it</a>.</p>
<p class="box success" role="status">Something that has been done.</p>
<p class="box">A box without weight.</p>
<form method="post" action="/guide">
<label for="email">Email address</label>
<input id="email" name="email" type="email" autocomplete="email" value="alice@example.com" required>
<label for="new-password">New password</label>
${passwordField(NEW_PASSWORD, look.text)}
<p class="hint" id="new-password-hint">At least 8 characters.</p>
<p class="error" id="new-password-error">This one is too easy to guess.</p>
<label for="guide-language">Language</label>
<select id="guide-language" name="language"><option>English</option><option>Deutsch</option></select>
<label class="check"><input type="checkbox" name="remember" value="yes"> <span>Do not ask again on this device for 30 days</span></label>
<button class="primary" name="action" value="go" type="submit">Primary</button>
<button class="secondary" name="action" value="other" type="submit">Secondary</button>
<button class="danger" name="action" value="remove" type="submit">Danger</button>
<button class="quiet" name="action" value="cancel" type="submit" formnovalidate>Quiet</button>
</form>
<p class="divider">or</p>
<form method="post" action="/guide">
<button class="secondary" name="connection" value="acme" type="submit">A second form</button>
</form>
<details class="fold"><summary>Folded away</summary><p><code>openid</code> <code>email</code></p></details>
<p class="links"><a href="/privacy">Privacy policy</a> <a href="/terms">Terms of service</a></p>
<form method="post" action="/guide">
${foot(linkButton({ id: 'guide-way', action: 'open', says: 'Another way' }), linkButton({ id: 'guide-leave', action: 'cancel', says: 'Leave' }))}
</form>`,
  );
}

/** A one-time code (`autocomplete="one-time-code"`, as text, because a number has no leading zero). */
function code(look: Look): string {
  return card(
    look,
    'Code',
    html`<p class="lead">We sent a code to <strong><bdi>alice@example.com</bdi></strong>.</p>
<form method="post" action="/guide">
<label for="code">Code</label>
<input class="code-input" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="6" pattern="[0-9]{6}" value="012345" required>
<button class="primary" type="submit">Continue</button>
<button class="quiet" name="action" value="resend" type="submit" formnovalidate>Send another code</button>
</form>`,
  );
}

const QR = html`<svg viewBox="0 0 21 21" role="img" aria-label="QR code" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h21v21H0z"/><path d="M0 0h7v7H0zM14 0h7v7h-7zM0 14h7v7H0zM9 2h3v3H9zM10 9h5v4h-5zM16 16h4v3h-4z"/><path fill="#fff" d="M1 1h5v5H1zM15 1h5v5h-5zM1 15h5v5H1z"/><path d="M2 2h3v3H2zM16 2h3v3h-3zM2 16h3v3H2z"/></svg>`;

/** What to do in order, with a QR code on a plate that stays white in the dark. */
function steps(look: Look): string {
  return card(
    look,
    'Steps',
    html`<ol class="steps">
<li><p>Open your authenticator app and add an account.</p></li>
<li><p>Scan this code, or type the key <code>JBSW Y3DP EHPK 3PXP</code>.</p>
<div class="qr">${QR}</div></li>
<li><p>Type the six digits it shows.</p>
<form method="post" action="/guide">
<label for="code">Code</label>
<input class="code-input" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required>
<button class="primary" type="submit">Turn it on</button>
</form></li>
</ol>`,
  );
}

/** Recovery codes; on paper the buttons are left out. */
function codes(look: Look): string {
  const list = ['K7QF-2M9D', '4TRW-XP6H', 'ZC3N-8VJK', 'M5YB-Q7LS', '9DGH-T2WX', 'PF6R-3KNC'];
  return card(
    look,
    'Recovery codes',
    html`<p class="lead">Keep these where you keep your keys. Each works once.</p>
<ul class="codes">${list.map((one) => html`<li><code>${one}</code></li>`)}</ul>
<form method="post" action="/guide"><button class="primary" type="submit">I have kept them</button></form>`,
  );
}

/** One of several ways to go on: each is a button or a link over the whole line. */
function choices(look: Look): string {
  const ways = [
    ['otp', 'Authenticator app', 'A code of six digits'],
    ['webauthn', 'Security key', 'Touch it, or use your fingerprint'],
    ['email', 'Email', 'We send a code to a•••@example.com'],
  ];
  return card(
    look,
    'Choose',
    html`<form method="post" action="/guide">
<ul class="choices">
${ways.map(([value, name, hint]) => html`<li><button name="factor" value="${value}" type="submit">${name} <small>${hint}</small></button></li>\n`)}<li><a href="/guide">Recovery code <small>One of those you kept</small></a></li>
</ul>
</form>`,
  );
}

/** Waiting for something the End-User does elsewhere. */
function waiting(look: Look): string {
  return card(
    look,
    'Waiting',
    html`<p class="waiting" role="status">Touch your security key now.</p>
<p class="away">Words for screen readers alone.</p>
<form method="post" action="/guide"><button class="secondary" type="submit">Try another way</button></form>`,
  );
}

const SESSIONS = [
  ['Firefox on Linux', 'Here and now', true],
  ['Safari on iPhone', 'Yesterday, 198.51.100.7', false],
] as const;

/** A wide page with navigation and sections. */
function wide(look: Look): string {
  return layout({
    look,
    title: 'Sections',
    width: 'wide',
    content: html`<h1 id="guide-title">Sections</h1>
<div class="panes"><button class="nav-open secondary" type="button" popovertarget="nav">Profile</button>
<nav class="nav" id="nav" popover aria-label="Sections"><ul><li><a href="/a" aria-current="page">Profile</a></li><li><a href="/b">Security</a></li><li><a href="/c">Applications</a></li></ul></nav>
<div><p class="box success" role="status">Your profile has been saved.</p>
<section class="section" aria-labelledby="facts"><h2 id="facts">Profile</h2>
<p class="hint">What applications may see of you.</p>
<dl class="facts"><dt>Name</dt><dd><strong>Alice Example</strong></dd><dt>Email address</dt><dd>alice@example.com <span class="badge success">confirmed</span></dd></dl>
<form method="post" action="/guide"><label for="name">Name</label><input id="name" name="name" autocomplete="name" value="Alice Example"><button class="primary" type="submit">Save</button></form>
</section>
<section class="section" aria-labelledby="sessions"><h2 id="sessions">Sessions</h2>
<ul class="list">${SESSIONS.map(([device, seen, current]) => sessionRow(device, seen, current))}</ul>
<form method="post" action="/guide"><button class="danger" type="submit">Sign out everywhere</button></form>
</section>
<section class="section" aria-labelledby="table"><h2 id="table">Recent sign-ins</h2>
<table><thead><tr><th scope="col">When</th><th scope="col">How</th><th scope="col">Where</th></tr></thead>
<tbody><tr><td>Today, 09:12</td><td>Password <span class="badge alert">refused</span></td><td>203.0.113.9</td></tr>
<tr><td>Today, 09:13</td><td>Passkey <span class="badge notice">new device</span></td><td>203.0.113.9</td></tr></tbody></table>
</section></div></div>`,
  });
}

function sessionRow(device: string, seen: string, current: boolean): Html {
  return html`<li class="row"><div>${device} ${current && html`<span class="badge">this device</span>`}<small>${seen}</small></div>
${current ? NOTHING : html`<form method="post" action="/guide"><button class="secondary" type="submit">Sign out <span class="away">${device}</span></button></form>`}</li>`;
}

export const STYLE_GUIDE: readonly PageState[] = [
  { name: 'style-guide-form', render: form },
  { name: 'style-guide-code', render: code },
  { name: 'style-guide-steps', render: steps },
  { name: 'style-guide-recovery-codes', render: codes },
  { name: 'style-guide-choices', render: choices },
  { name: 'style-guide-waiting', render: waiting },
  { name: 'style-guide-sections', render: wide },
];
