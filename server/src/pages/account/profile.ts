/**
 * What End-Users say about themselves, as a form.
 */
import {
  PROFILE_CLAIMS,
  type ProfileClaim,
  TIME_ZONES,
  type TypedProfile,
} from '../../protocol/end-user/profile.ts';
import { type Html, html } from '../html.ts';
import { type AccountFrame, accountPage, csrfField } from './account.ts';

/** How browsers know what belongs in a field (HTML §4.10.18.7); there is no name for the others. */
const AUTOCOMPLETE: Readonly<Record<ProfileClaim, string>> = {
  name: 'name',
  given_name: 'given-name',
  family_name: 'family-name',
  nickname: 'nickname',
  picture: 'photo',
  locale: 'language',
  zoneinfo: 'off',
};

/** The section with the profile. */
export function accountProfilePage(frame: AccountFrame, profile: TypedProfile): string {
  const { account } = frame.look.text;
  return accountPage(
    frame,
    account.sections.profile,
    html`<p class="lead">${account.profile.lead}</p>
<form method="post" action="/account">
${csrfField(frame)}
${PROFILE_CLAIMS.map((name) => field(frame, name, profile))}
<button class="primary" id="profile-submit" type="submit">${account.profile.submit}</button>
</form>`,
  );
}

function field(frame: AccountFrame, name: ProfileClaim, { values, failures }: TypedProfile): Html {
  const { profile } = frame.look.text.account;
  const id = `profile-${name}`;
  const hint = profile.hints[name];
  const isWrong = failures.includes(name);
  const described = [hint && `${id}-hint`, isWrong && `${id}-error`].filter((one) => one);
  const attributes = html`id="${id}" name="${name}" autocomplete="${AUTOCOMPLETE[name]}"${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}${isWrong && html` aria-invalid="true"`}`;
  return html`<label for="${id}">${profile.labels[name]}</label>
${name === 'zoneinfo' ? zones(attributes, values.zoneinfo, profile.no_zone) : html`<input ${attributes} type="${name === 'picture' ? 'url' : 'text'}" value="${values[name]}">`}
${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
${isWrong && html`<p class="error" id="${id}-error" role="alert">${failureOf(name, frame)}</p>`}`;
}

function failureOf(name: ProfileClaim, { look }: AccountFrame): string {
  const { failures } = look.text.account.profile;
  if (name === 'picture' || name === 'locale' || name === 'zoneinfo') return failures[name];
  return failures.text;
}

function zones(attributes: Html, chosen: string, none: string): Html {
  const names = chosen === '' || TIME_ZONES.includes(chosen) ? TIME_ZONES : [chosen, ...TIME_ZONES];
  return html`<select ${attributes}>
<option value="">${none}</option>
${names.map((name) => html`<option value="${name}"${name === chosen && html` selected`}>${name}</option>\n`)}</select>`;
}
