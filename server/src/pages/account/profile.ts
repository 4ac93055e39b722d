/**
 * What End-Users say about themselves, as a form.
 */
import { LANGUAGES, ownName } from '../../protocol/end-user/languages.ts';
import { PROFILE_CLAIMS, type ProfileClaim, type ProfileForm } from '../../protocol/end-user/profile.ts';
import { type Html, html } from '../html.ts';
import { checkedAddress } from '../look/branding.ts';
import { scriptMarkup } from '../scripts.ts';
import { type AccountFrame, accountPage, csrfField, moment } from './account.ts';

type ShownProfile = ProfileForm & {
  /** The picture that is stored, from shownPicture(). */
  readonly picture: string | undefined;
};

/** The address of a picture as it may be shown here; undefined for whatever else is stored. */
export function shownPicture(address: string | undefined): string | undefined {
  return checkedAddress(address);
}

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

/** The control of a claim, where it is not a line to type in. */
const CONTROLS: Readonly<
  Partial<Record<ProfileClaim, (attributes: Html, frame: AccountFrame, shown: ShownProfile) => Html>>
> = { picture: pictureField, locale: languageField, zoneinfo: zoneField };

/** What is said below the hint of a claim. */
const NOTES: Readonly<
  Partial<Record<ProfileClaim, (frame: AccountFrame, shown: ShownProfile) => Html | undefined>>
> = { zoneinfo: timeThere };

/** The section with the profile. */
export function accountProfilePage(frame: AccountFrame, shown: ShownProfile): string {
  const { account } = frame.look.text;
  return accountPage(
    frame,
    account.sections.profile,
    html`<p class="lead">${account.profile.lead}</p>
<form method="post" action="/account">
${csrfField(frame)}
${PROFILE_CLAIMS.map((name) => field(frame, name, shown))}
<button class="primary" id="profile-submit" type="submit">${account.profile.submit}</button>
</form>`,
  );
}

function field(frame: AccountFrame, name: ProfileClaim, profile: ShownProfile): Html {
  const { labels, hints } = frame.look.text.account.profile;
  const { values, shown, failures } = profile;
  const id = `profile-${name}`;
  const hint = hints[name];
  const isWrong = failures.includes(name);
  const described = [hint && `${id}-hint`, isWrong && `${id}-error`].filter((one) => one);
  const attributes = html`id="${id}" name="${name}" autocomplete="${AUTOCOMPLETE[name]}"${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}${isWrong && html` aria-invalid="true"`}`;
  const control =
    CONTROLS[name]?.(attributes, frame, profile) ??
    html`<input ${attributes} type="text" value="${values[name]}">`;
  return html`<label for="${id}">${labels[name]}</label>
<input type="hidden" name="${`shown_${name}`}" value="${shown[name]}">
${control}
${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
${NOTES[name]?.(frame, profile)}
${isWrong && html`<p class="error" id="${id}-error" role="alert">${failureOf(name, frame)}</p>`}`;
}

function failureOf(name: ProfileClaim, { look }: AccountFrame): string {
  const { failures } = look.text.account.profile;
  if (name === 'picture' || name === 'locale' || name === 'zoneinfo') return failures[name];
  return failures.text;
}

/** As text: a browser would refuse to send the form for the sake of an address that is stored, whatever was changed in it. */
function pictureField(attributes: Html, _: AccountFrame, { values, picture }: ShownProfile): Html {
  const portrait =
    picture !== undefined &&
    html`<img class="portrait" id="profile-portrait" src="${picture}" alt="" referrerpolicy="no-referrer">`;
  return html`<div class="beside">${portrait}<input ${attributes} type="text" inputmode="url" autocapitalize="none" autocorrect="off" spellcheck="false" value="${values.picture}"></div>`;
}

/** Every language by its own name. What is stored stays to be chosen, whatever it is. */
function languageField(attributes: Html, { look }: AccountFrame, { values: { locale } }: ShownProfile): Html {
  const isListed = locale === '' || LANGUAGES.some(({ tag }) => tag === locale);
  const listed = isListed ? LANGUAGES : [{ tag: locale, name: ownName(locale) }, ...LANGUAGES];
  return html`<select ${attributes}>
<option value="">${look.text.account.profile.no_language}</option>
${listed.map(({ tag, name }) => html`<option value="${tag}"${tag === locale && html` selected`}>${name}</option>`)}</select>`;
}

/** A line to type in, where a city is enough; a script puts a list beside it. Names that are not in the list are known too. */
function zoneField(attributes: Html, _: AccountFrame, { values }: ShownProfile): Html {
  return html`<input ${attributes} type="text" list="time-zones" autocapitalize="none" autocorrect="off" spellcheck="false" value="${values.zoneinfo}">
<datalist id="time-zones"></datalist>
${scriptMarkup('LIST_TIME_ZONES')}`;
}

function timeThere(frame: AccountFrame, { values }: ShownProfile): Html | undefined {
  if (values.zoneinfo !== frame.time_zone) return undefined;
  const { time_there } = frame.look.text.account.profile;
  return html`<p class="hint" id="profile-time-there">${time_there}: ${moment(frame.now, frame)}</p>`;
}
