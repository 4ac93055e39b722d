import { html } from '../html.ts';
import { ACCOUNT_EN } from './account/en.ts';
import { ENTRANCE_EN } from './entrance/en.ts';
import { ERRORS_EN } from './errors/en.ts';
import { FRONT_EN } from './front/en.ts';
import { MY_ACCOUNT_EN } from './my-account/en.ts';
import { OWN_DATA_EN } from './own-data/en.ts';
import { RECOVERY_CODES_EN } from './recovery-codes/en.ts';
import type { Text } from './text.ts';

/** English, and the language of whoever asks for one we do not have. */
export const en: Text = {
  language: 'en',
  direction: 'ltr',
  unnamed_application: 'Unnamed application',
  login: {
    title: 'Sign in',
    to: (client) => html`to continue to ${client}`,
    email: 'Email address',
    email_or_username: 'Email address or user name',
    password: 'Password',
    show_password: 'Show password',
    submit: 'Sign in',
    cancel: 'Cancel',
    continueAs: (address) => html`Continue as ${address}`,
    other_account: 'or use another account',
    new_here: 'New here?',
    create_account: 'Create an account',
    no_signup: 'You cannot create an account here. Ask the people who run this application for one.',
    failures: {
      invalid_credentials: 'The email address or the password is wrong.',
      throttled: 'Too many attempts. Wait a few minutes, then try again.',
      busy: 'We are very busy right now. Try again in a moment.',
      malformed_email: 'This does not look like a whole email address. Please check it.',
      unavailable: 'That way of signing in is not open here yet. Please choose another.',
      stale: 'Your account was changed while you were signing in. Please sign in again.',
    },
  },
  entrance: ENTRANCE_EN,
  front: FRONT_EN,
  signUp: {
    title: 'Create your account',
    submit: 'Create account',
    has_account: 'I already have an account',
    back: 'Back to sign-in',
    failures: {
      malformed_email: 'This does not look like a whole email address. Please check it.',
      taken: 'There is already an account with this email address. You can sign in, or set a new password.',
      throttled: 'Too many attempts. Wait a few minutes, then try again.',
      busy: 'We are very busy right now. Try again in a moment.',
    },
  },
  newPassword: {
    hint: (count) => `At least ${count} characters. Several words that do not belong together are good.`,
    tooShort: (count) => `Use at least ${count} characters.`,
    failures: {
      too_long: 'That is longer than we can take. Use at most 1,024 characters.',
      common:
        'Many people use this password, or one very much like it, so it is easy to guess. Try several words that do not belong together.',
      personal:
        'Do not use your name, your address or the name of this site: that is what somebody would try first.',
      dictionary:
        'This is made of words that are easy to guess here. Try several words that do not belong together.',
      reused: 'You used this password before. Choose one that is new.',
      breached:
        'This password is on a list of stolen passwords, so somebody may try it. Choose another one, and change it wherever else you use it.',
    },
  },
  mailSent: {
    title: 'Check your mail',
    toSignUp: (address) => html`We have sent a mail to ${address}. Open the link in it to go on.`,
    toReset: (address) =>
      html`If there is an account for ${address}, a mail is on its way. Open the link in it to set a new password.`,
    nothing_came: 'Nothing there after a few minutes? Look into the folder for spam, or try once more.',
    again: 'Try once more',
  },
  verifyEmail: {
    title: 'Confirm your email address',
    lead: (address) => html`Press the button to confirm that ${address} is yours.`,
    password: 'The password you chose',
    wrong_password: 'This is not the password that was chosen for this account.',
    submit: 'Confirm',
    done_title: 'Your email address is confirmed',
    done: 'Go back to the application and sign in.',
  },
  resetPassword: {
    forgot: 'Forgot your password?',
    title: 'Set a new password',
    lead: 'Tell us your email address, and we send you a link.',
    submit: 'Send the link',
    choose_title: 'Choose a new password',
    chooseFor: (address) => html`for ${address}`,
    new_password: 'New password',
    choose: 'Save the password',
    done_title: 'Your password is changed',
    done: 'You are signed out everywhere else. Sign in with your new password to go on.',
    continue: 'Go on to sign-in',
  },
  linkEnded: {
    title: 'This link does not work any more',
    lead: 'A link works once and for a limited time, and a newer one takes its place. If you have just used it, all is done.',
    go_back: 'You can go back to the application and begin again there.',
    again: 'Get a new link',
  },
  consent: {
    title: 'Allow access?',
    lead: (client) => html`${client} wants to use your account.`,
    unverified: 'This application is run by a third party. Continue only if you know it and trust it.',
    typed: (command) => html`Continue only if you have just typed ${command} on this computer.`,
    about_you: 'About you',
    permissions: 'It will be able to',
    permissionsOf: (api) => html`With ${api}`,
    many: (count) => `${count} permissions, by what they are about`,
    no_permissions: 'Know that you signed in here, and nothing more',
    scopes: new Map([
      ['openid', 'Know who you are'],
      ['profile', 'See your name and picture'],
      ['email', 'See your email address'],
      ['address', 'See your postal address'],
      ['phone', 'See your phone number'],
      ['offline_access', 'Keep access while you are away'],
    ]),
    account: 'Your account',
    lifetime: 'Access lasts',
    renewable: (span) => html`can be renewed for ${span}`,
    renewable_always: 'can be renewed until you remove it',
    origin: 'The application is from',
    destination: 'You return to',
    technical_names: 'Technical names',
    accept: 'Allow',
    deny: 'Do not allow',
  },
  myAccount: MY_ACCOUNT_EN,
  secondFactor: {
    title: 'Confirm that it is you',
    leads: {
      otp: 'Type the six digits that your authenticator app shows.',
      webauthn: 'Use your security key, your fingerprint or your face.',
      email: 'We can send you a code by email.',
      recovery: 'Type one of the recovery codes that you kept. Each works once.',
    },
    ways: {
      otp: 'Authenticator app',
      webauthn: 'Security key or passkey',
      email: 'Email',
      recovery: 'Recovery code',
    },
    hints: {
      otp: 'A code of six digits',
      webauthn: 'Touch it, or use your fingerprint',
      email: 'We send you a code',
      recovery: 'One of those you kept',
    },
    other_ways: 'Or use another way',
    code: 'Code',
    recovery_code: 'Recovery code',
    remember: (days) =>
      days === 1 ? 'Do not ask on this device for a day' : `Do not ask on this device for ${days} days`,
    submit: 'Continue',
    cancel: 'Cancel',
    mailTo: (address) => html`The code goes to ${address}.`,
    send: 'Send me a code',
    send_again: 'Send another code',
    failures: {
      wrong_code: 'This code did not work. Check it and try again.',
      clock_off:
        'This code is of another minute. The clock of your phone may be off: let it set the time by itself, then type the code that it shows.',
      throttled: 'That was a lot of attempts. Wait a few minutes, then try again, or use a recovery code.',
      mail_throttled: 'We sent you several codes already. Wait a few minutes before the next one.',
      sent: 'A code is on its way to you. It is good for ten minutes.',
    },
    enrol: {
      title: 'Add a second step',
      lead: (client) => html`${client} asks for a second step when you sign in. It takes a minute.`,
      install: 'Open your authenticator app, or install one.',
      scan: 'Scan this picture with it, or type the key.',
      qr: 'QR code with the key',
      key: 'Key',
      confirm: 'Type the six digits that it shows.',
      submit: 'Turn it on',
    },
    recovery: RECOVERY_CODES_EN,
  },
  client: { policy: 'Privacy policy', tos: 'Terms of service' },
  errors: ERRORS_EN,
  logout: {
    title: 'Sign out?',
    lead: 'You are about to sign out.',
    leadFrom: (client) => html`${client} asks to sign you out.`,
    submit: 'Sign out',
    stay: 'Stay signed in',
    telling: 'Your applications are being told.',
  },
  account: ACCOUNT_EN,
  ownData: OWN_DATA_EN,
  loggedOut: { title: 'You are signed out', lead: 'You can close this window now.' },
  webauthn: {
    sign_in: 'Sign in with a passkey',
    use: 'Use a passkey or security key',
    add: 'Add a passkey or security key',
    add_lead: 'It can be your fingerprint, your face, the lock of your phone, or a key that you plug in.',
    failed: 'That did not work. Try again, or choose another way.',
    unavailable: 'This browser cannot use passkeys or security keys here. Choose another way.',
    unavailable_alone: 'This browser cannot use passkeys or security keys here.',
  },
  formPost: { title: 'One moment', lead: 'Taking you back to the application.', submit: 'Continue' },
  mail: {
    kinds: {
      verify_email: {
        subject: (site) => `Confirm your email address for ${site}`,
        lead: () => 'Open the link to confirm that this address is yours.',
        action: 'Confirm email address',
        otherwise: () => 'If you did not ask for this, do nothing: the address is not confirmed without you.',
      },
      reset_password: {
        subject: (site) => `Choose a new password for ${site}`,
        lead: (site) =>
          `Somebody asked for a new password for your account at ${site}. Open the link to choose one.`,
        action: 'Choose a new password',
        otherwise: () => 'If it was not you, do nothing: your password stays as it is.',
      },
      change_email: {
        subject: (site) => `Confirm your new email address for ${site}`,
        lead: (site) => `Open the link to use this address for your account at ${site} from now on.`,
        action: 'Use this address',
        otherwise: () => 'If you did not ask for this, do nothing: nothing changes.',
      },
      login_link: {
        subject: (site) => `Sign in to ${site}`,
        lead: () => 'Open the link in the browser where you began, and you are signed in.',
        action: 'Sign in',
        otherwise: () => 'If you did not ask for this, do nothing: nobody is signed in without you.',
      },
      login_code: {
        subject: (site) => `Your code to sign in to ${site}`,
        lead: () => 'Type this code on the page where you began.',
        otherwise: () => 'If you did not ask for this, do nothing. Never tell the code to anybody.',
      },
      second_factor_code: {
        subject: (site) => `Your security code for ${site}`,
        lead: () => 'Type this code on the page where you are signing in.',
        otherwise: () =>
          'If you are not signing in, somebody knows your password: change it. Never tell the code to anybody.',
      },
      account_exists: {
        subject: (site) => `You already have an account at ${site}`,
        lead: (site) =>
          `Somebody tried to create an account at ${site} with this address. There is one already: you can sign in, or choose a new password.`,
        action: 'Choose a new password',
        otherwise: () => 'If it was not you, do nothing: your account stays as it is.',
      },
      email_changed: {
        subject: (site) => `Your email address at ${site} was changed`,
        lead: (site) =>
          `The address of your account at ${site} was changed, and mail goes to the new one from now on.`,
        otherwise: (site) => `If it was not you, write to the people who run ${site} at once.`,
      },
      password_changed: {
        subject: (site) => `Your password at ${site} was changed`,
        lead: (site) => `The password of your account at ${site} was changed. Other devices were signed out.`,
        otherwise: () =>
          'If it was not you, choose a new password at once: "Forgot your password?" on the sign-in page.',
      },
      second_factor_added: {
        subject: (site) => `A way to confirm sign-ins was added at ${site}`,
        lead: (site) => `Your account at ${site} has a new second factor.`,
        otherwise: () => 'If it was not you, change your password and remove it on your account page.',
      },
      second_factor_removed: {
        subject: (site) => `A way to confirm sign-ins was removed at ${site}`,
        lead: (site) => `A second factor was removed from your account at ${site}.`,
        otherwise: () => 'If it was not you, change your password and look at your account page.',
      },
      new_sign_in: {
        subject: (site) => `New sign-in to ${site}`,
        lead: (site) => `Somebody signed in to your account at ${site} from a device we had not seen before.`,
        otherwise: () =>
          'If it was you, there is nothing to do. If not, change your password: other devices are signed out then.',
      },
      ...OWN_DATA_EN.mails,
    },
    your_code: 'Your code',
    or_open: 'If the button does not work, open this address:',
    expires: (n) =>
      n < 60
        ? `It is good for ${n} ${n === 1 ? 'minute' : 'minutes'}.`
        : `It is good for ${n / 60} ${n === 60 ? 'hour' : 'hours'}.`,
    when: 'When',
    device: 'Device',
    address: 'Address',
    because: (site) =>
      `You get this mail because of your account at ${site}, or because somebody typed this address there.`,
  },
};
