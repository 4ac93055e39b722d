/**
 * Second factors and passkeys of an account: those there are, adding one, and recovery codes.
 */
import type { SecondFactor } from '../../protocol/tenant/tenant.ts';
import { type Html, html } from '../html.ts';
import { confirmationForm, type RecoveryCodesShown, recoveryCodesMarkup } from '../login/recovery-codes.ts';
import { displayName } from '../look/display-name.ts';
import type { FactorChangeFailure } from '../text/account/account-text.ts';
import { type AccountFrame, accountPage, csrfField, moment } from './account.ts';

type ShownFactor = {
  readonly authenticator_id: string;
  readonly kind: SecondFactor;
  /** What the End-User calls it. */
  readonly name: string;
  readonly created_at: number;
  readonly last_used_at: number | undefined;
};

export type FactorsSection = {
  readonly enrolled: readonly ShownFactor[];
  /** The one that could not be changed as the form asked. */
  readonly refused: { readonly authenticator_id: string; readonly failure: FactorChangeFailure } | undefined;
  /** How many are left. */
  readonly recovery_codes: number;
  /** Nobody has shown that they were kept. */
  readonly unconfirmed: boolean;
  /** What was typed to show it is none of them. */
  readonly wrong_code: boolean;
  /** Devices can stand for the second factor here. */
  readonly remembers_devices: boolean;
  readonly addable: readonly SecondFactor[];
  /** There are as many as there can be. */
  readonly is_full: boolean;
};

/** The section with second factors and passkeys. */
export function accountFactorsPage(frame: AccountFrame, shown: FactorsSection): string {
  const { account } = frame.look.text;
  const { factors: words } = account;
  const list = html`<ul class="list" id="factors">
${shown.enrolled.map((factor, index) => item(frame, factor, { index, refused: shown.refused }))}</ul>`;
  const hasAny = shown.enrolled.length > 0;
  return accountPage(
    frame,
    account.sections.factors,
    html`<p class="lead">${words.lead}</p>
${hasAny ? list : html`<p class="box notice" id="factors-none">${words.none}</p>`}
${additions(frame, shown)}
${hasAny && recovery(frame, shown)}
${shown.remembers_devices && devices(frame)}`,
  );
}

function item(
  frame: AccountFrame,
  factor: ShownFactor,
  { index, refused }: { readonly index: number } & Pick<FactorsSection, 'refused'>,
): Html {
  const { factors: words } = frame.look.text.account;
  const { authenticator_id, kind, last_used_at } = factor;
  const name = displayName(factor.name) || words.kinds[kind];
  const failure = refused?.authenticator_id === authenticator_id ? refused.failure : undefined;
  const id = `factor-${index}`;
  const invalid = failure === 'bad_name' && html` aria-invalid="true"`;
  const described = failure !== undefined && html` aria-describedby="${id}-error"`;
  const error =
    failure !== undefined &&
    html`<p class="error" id="${id}-error" role="alert">${words.failures[failure]}</p>\n`;
  const used =
    last_used_at === undefined ? words.never_used : html`${words.last_used}: ${moment(last_used_at, frame)}`;
  return html`<li><div class="row"><div><strong><bdi>${name}</bdi></strong>
<small>${words.kinds[kind]}</small><small>${words.added}: ${moment(factor.created_at, frame)}</small><small>${used}</small></div>
<form method="post" action="/account/factors">
${csrfField(frame)}
<input type="hidden" name="authenticator" value="${authenticator_id}">
<button class="danger" id="${id}-remove" name="action" value="remove" type="submit" aria-label="${words.remove}: ${name}"${failure === 'last_one' && described}>${words.remove}</button>
</form></div>
${failure === 'last_one' && error}<details class="fold"${failure === 'bad_name' && html` open`}>
<summary id="${id}-open">${words.rename}<span class="away">: ${name}</span></summary>
<form method="post" action="/account/factors">
${csrfField(frame)}
<input type="hidden" name="authenticator" value="${authenticator_id}">
<label for="${id}-name">${words.name(name)}</label>
<input id="${id}-name" name="name" type="text" autocomplete="off" maxlength="60" required value="${name}"${invalid}${failure === 'bad_name' && described}>
${failure === 'bad_name' && error}<button class="secondary" id="${id}-rename" name="action" value="rename" type="submit">${frame.look.text.account.profile.submit}</button>
</form>
</details></li>
`;
}

function additions({ look }: AccountFrame, { addable, is_full }: FactorsSection): Html | undefined {
  const { account, secondFactor } = look.text;
  const { factors: words } = account;
  if (is_full) return html`<p class="box notice" id="factors-full">${words.full}</p>`;
  if (addable.length === 0) return undefined;
  return html`<h2 id="factors-add">${words.add_title}</h2>
<ul class="choices" aria-labelledby="factors-add">
${addable.map(
  (kind) =>
    html`<li><a id="factor-add-${kind}" href="${`/account/factors/add?factor=${kind}`}">${secondFactor.ways[kind]} <small>${secondFactor.hints[kind]}</small></a></li>\n`,
)}</ul>`;
}

function recovery(frame: AccountFrame, shown: FactorsSection): Html {
  const { look } = frame;
  const { factors: words } = look.text.account;
  const form = { look, path: '/account/factors', fields: csrfField(frame), wrong: shown.wrong_code };
  return html`<h2 id="recovery-title">${words.recovery_title}</h2>
<p id="recovery-count">${words.recoveryCodes(shown.recovery_codes)}</p>
${shown.unconfirmed && confirmationForm(form)}
<p class="hint" id="recovery-hint">${words.renew_lead}</p>
<form method="post" action="/account/factors">
${csrfField(frame)}
<button class="secondary" id="recovery-renew" name="action" value="renew" type="submit" aria-describedby="recovery-hint">${words.renew}</button>
</form>`;
}

function devices(frame: AccountFrame): Html {
  const { factors: words } = frame.look.text.account;
  return html`<h2 id="devices-title">${words.devices_title}</h2>
<p class="hint" id="devices-hint">${words.devices}</p>
<form method="post" action="/account/factors">
${csrfField(frame)}
<button class="secondary" id="devices-forget" name="action" value="forget" type="submit" aria-describedby="devices-hint">${words.forget}</button>
</form>`;
}

/** Sets up one more; `content` is the part of its kind. */
export function accountAddFactorPage(frame: AccountFrame, kind: SecondFactor, content: Html): string {
  const { secondFactor } = frame.look.text;
  return accountPage(
    frame,
    secondFactor.ways[kind],
    html`${content}
${backToFactors(frame)}`,
  );
}

/** Recovery codes, once. */
export function accountRecoveryCodesPage(
  frame: AccountFrame,
  shown: Pick<RecoveryCodesShown, 'codes' | 'sealed' | 'nonce' | 'wrong'>,
): string {
  const { look, email } = frame;
  const form = { look, path: '/account/factors', fields: csrfField(frame), owner: email };
  return accountPage(
    frame,
    look.text.secondFactor.recovery.title,
    html`${recoveryCodesMarkup({ ...form, ...shown })}
${backToFactors(frame)}`,
  );
}

function backToFactors({ look }: AccountFrame): Html {
  return html`<p class="links"><a id="factors-back" href="/account/factors">${look.text.account.factors.back}</a></p>`;
}
