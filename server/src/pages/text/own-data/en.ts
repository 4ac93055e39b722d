import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_EN: OwnDataText = {
  download: {
    title: 'Download your data',
    lead: 'One file with everything that is kept about you here: your profile, sign-ins, devices, applications and what happened in your account. No password and nothing else that lets anybody in is in it.',
    submit: 'Download',
  },
  parts: {
    profile: 'Who you are here',
    passwords: 'When passwords were chosen that must not be used again',
    factors: 'Ways to confirm that it is you',
    recovery_codes: 'Recovery codes that are left',
    remembered_devices: 'Devices that are not asked for the second step',
    sessions: 'Devices on which you are signed in',
    session_applications: 'Applications that you used in these sessions',
    sign_ins: 'Where and when you signed in',
    failed_sign_ins: 'Attempts to sign in to your account that failed',
    roles: 'Roles that you have',
    permissions: 'Permissions that you were given one by one',
    consents: 'What you allowed applications to do',
    grants: 'Access that applications keep',
    access_tokens: 'Access that applications have for a short time',
    links_by_mail: 'Links that we sent you and that still work',
    codes_by_mail: 'Codes that we sent you and that still work',
    events: 'What happened in your account',
  },
  remove: {
    title: 'Delete your account',
    lead: 'Your account and all that is kept with it go for good.',
    open: 'Delete your account',
    lost_title: 'What goes with it',
    lost: [
      'Your profile and your ways to sign in',
      'Your sign-in on every device',
      'The access of every application to your account',
      'The list of your devices and sign-ins',
    ],
    elsewhere: 'What applications keep about you themselves stays with them. Ask them to delete it.',
    waits: (date) =>
      html`Your account is deleted on ${date}. Until then it works as before, and you can still keep it.`,
    at_once: 'Your account is deleted at once. Nobody can bring it back.',
    confirm: (address) => html`Type ${address} to confirm`,
    submit: 'Delete the account',
    back: 'Keep it',
    failures: {
      mismatch: 'This is not the address of your account. Type it as it stands above.',
      throttled: 'We have sent many emails. Wait an hour, then try again.',
    },
  },
  waiting: { lead: (date) => html`Your account will be deleted on ${date}.`, keep: 'Keep my account' },
  done: {
    title: 'Your account is deleted',
    lead: 'Nothing of it is left here. You can close this window now.',
  },
  failed: {
    reasons: {
      wrong_password: 'Wrong password',
      wrong_code: 'Wrong code',
      wrong_second_factor: 'Wrong second step',
      wrong_passkey: 'Passkey not accepted',
      blocked: 'The account was blocked',
    },
    since: (count) => `Failed attempts since you signed in the time before: ${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `Your account at ${site} will be deleted`,
      lead: (site) =>
        `You asked for your account at ${site} to be deleted. Until the day below it works as before.`,
      action: 'Keep my account',
      otherwise: () =>
        'If that was not you, or if you have changed your mind, sign in and choose to keep your account. Then change your password if it was somebody else.',
    },
    account_deleted: {
      subject: (site) => `Your account at ${site} was deleted`,
      lead: (site) => `Your account at ${site} was deleted, as you asked, with all that was kept with it.`,
      otherwise: () => 'If you want to come back, you can make a new account. It begins empty.',
    },
  },
  deletes_on: 'It is deleted on',
};
