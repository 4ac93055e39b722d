import type { ErrorsText } from './errors-text.ts';

export const ERRORS_EN: ErrorsText = {
  kinds: {
    application: {
      title: 'This application is not set up correctly',
      lead: 'You did nothing wrong: the application asked for something that we cannot give it. Go back to it. If it happens again, send the reference below to the people who run it.',
    },
    too_long: {
      title: 'This request is too long',
      lead: 'The application sent more than we can take. Go back to it and begin again. If it happens again, send the reference below to the people who run it.',
    },
    incomplete: {
      title: 'This request is not complete',
      lead: 'Part of it is missing or was changed on the way here. Go back to the application and begin again.',
    },
    bookmark: {
      title: 'Signing in begins at the application',
      lead: 'This page belongs to a sign-in and cannot be opened by itself. Open the application that you want to use and sign in there.',
    },
    cookies: {
      title: 'Your browser sent no cookie',
      lead: 'Nobody can sign in without cookies. Allow them for this site, then begin again.',
    },
    foreign_form: {
      title: 'This form was not sent from our page',
      lead: 'To protect you, nothing was done. Go back, load the page again and repeat what you did.',
    },
    outdated: {
      title: 'This page is out of date',
      lead: 'Something has changed since it was opened, so nothing was done.',
    },
    answered: {
      title: 'You have done this already',
      lead: 'A button was pressed twice, perhaps, or you went back to an older page. If the application did not open, begin again.',
    },
    not_found: {
      title: 'There is no such page',
      lead: 'There may be a slip in the address, or the link you followed is old.',
    },
    method: {
      title: 'This page cannot be opened like this',
      lead: 'It only takes what a form sends. Go back and use the form.',
    },
    server: {
      title: 'Something went wrong on our side',
      lead: 'You did nothing wrong. Try again in a minute. If it happens again, send the reference below to the people who run this service.',
    },
    unavailable: {
      title: 'This service is interrupted',
      lead: 'You did nothing wrong. It should be back shortly: try again in a moment.',
    },
    suspended: {
      title: 'This service is suspended',
      lead: 'You did nothing wrong, and nothing of yours is lost. The people who run this service can tell you why and for how long; send them the reference below.',
    },
    off: {
      title: 'This is not available here',
      lead: 'The people who run this service do not offer it. Go back and choose another way.',
    },
    blocked: {
      title: 'Your account is blocked',
      lead: 'You cannot use it at the moment. The people who run this service can tell you why; send them the reference below.',
    },
    logout: {
      title: 'You were not signed out',
      lead: 'The application asked for it in a way that we cannot accept, so nothing was changed. You can sign out here.',
    },
    no_factor: {
      title: 'A second step is needed, and none can be set up',
      lead: 'Signing in here takes a second step, and there is none that you could set up now. Ask the people who run this service.',
    },
  },
  reference: 'Reference',
  in_dashboard: 'Look at it in the dashboard',
  start_again: 'Begin again',
  try_again: 'Try again',
  to_account: 'Go to your account',
  sign_out: 'Sign out',
  anew: {
    late: 'You took longer than ten minutes, so please sign in again.',
    elsewhere: 'This sign-in was begun in another browser, so please sign in again here.',
  },
  again: 'You took longer than ten minutes, so we ask once more.',
};
