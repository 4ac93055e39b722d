/**
 * The overview, in English.
 */
export const OVERVIEW_EN = {
  title: 'Overview',
  lead: 'How this tenant is used, and what wants somebody.',
  spans: { 7: '7 days', 30: '30 days', 90: '90 days' },
  span: 'Period',
  numbers: 'In numbers',
  today: 'Sign-ins today',
  signIns: 'Sign-ins',
  signUps: 'Sign-ups',
  active: 'Active users in 30 days',
  refused: 'Refusals',
  attention: 'What wants you',
  calm: 'Nothing: all is well.',
  daily: 'Sign-ins a day',
  failures: 'Refusals by reason',
  tokens: 'Tokens by grant and API',
  others: 'others',
  direct: 'from the page, by implicit or hybrid',
  none: 'Nothing in this time.',
  table: 'As a table',
  day: 'Day',
  sum: 'Total',
  loud: 'Now',
  soon: 'Soon',
  calmly: 'Advice',
  items: {
    key_ends: (kid: string, when: string) =>
      `The key ${kid} leaves the published ones on ${when}: tokens that it signed are refused from then on.`,
    key_old: (kid: string, days: string) => `The key ${kid} has signed for ${days} days.`,
    stream_suspended: (name: string) => `The log stream ${name} is suspended: nothing arrives.`,
    stream_failing: (name: string) => `The log stream ${name} fails; it is tried again.`,
    mails_refused: (count: string) => `Mails refused for good in the last 7 days: ${count}.`,
    mails_failing: (failing: string, waiting: string) =>
      `Mails that cannot be sent and are tried again: ${failing}, of ${waiting} that wait.`,
    no_application: () => 'No application is registered yet: begin with the first one.',
    implicit_used: (count: string) =>
      `Answers in this time that carried tokens in an address, by the implicit grant: ${count}.`,
    implicit_client: (name: string) => `${name} may use the implicit grant: code with PKCE is safer.`,
    clients_unseen: (seen: string, rest: string) =>
      `Of your applications the first ${seen} were looked at here; ${rest} more were not.`,
    unsafe_setting: (name: string) => `The setting ${name} weakens a protection.`,
    unsafe_client: (client: string, name: string) => `${client}: ${name} weakens a protection.`,
    failing_many: (share: string) => `${share} of all sign-ins of the last 24 hours failed.`,
  },
  ways: {
    keys: 'Keys',
    record: 'Open',
    settings: 'Settings',
    applications: 'Applications',
    mail_server: 'Mail server',
    logs: 'Look at them',
  },
} as const;
