/**
 * The records of the tenant that is pictured: a practice that lets people book appointments.
 */
import { sha256 } from '../../../server/src/protocol/digest.ts';
import type { LogStream } from '../../../server/src/resources/tenant/log-stream.ts';
import { TENANT_SETTINGS_DEFAULTS } from '../../../server/src/resources/tenant/settings.ts';
import {
  AUDIENCE,
  authorizeUrl,
  CLIENT_SECRET,
  OTHER_AUDIENCE,
  type Place,
} from '../../../server/test/e2e/harness.ts';
import { api, implicitClient } from '../../../server/test/stack.ts';

const CALLBACK = 'https://appointments.example/callback';

const BY_CODE = ['authorization_code', 'refresh_token'] as const;

const WITH_SECRET = {
  token_endpoint_auth_method: 'client_secret_basic',
  client_secret_hash: sha256(CLIENT_SECRET),
} as const;

export const CLIENTS = [
  implicitClient('appointments', {
    client_name: 'Appointments',
    description: 'Where patients book.',
    redirect_uris: [CALLBACK],
    web_origins: ['https://appointments.example'],
    allowed_logout_urls: ['https://appointments.example/bye'],
  }),
  implicitClient('appointments-ios', {
    client_name: 'Appointments for iOS',
    app_type: 'native',
    grant_types: BY_CODE,
    redirect_uris: ['com.example.appointments:/callback'],
  }),
  implicitClient('back-office', {
    client_name: 'Back office',
    app_type: 'regular_web',
    grant_types: [...BY_CODE, 'client_credentials'],
    redirect_uris: ['https://office.example/callback'],
    allowed_logout_urls: ['https://office.example/'],
    ...WITH_SECRET,
  }),
  implicitClient('calendar', {
    client_name: 'Calendar by Lindwurm',
    description: 'Made by somebody else.',
    is_first_party: false,
    grant_types: BY_CODE,
    redirect_uris: ['https://calendar.example/callback'],
  }),
  implicitClient('reminders', {
    client_name: 'Reminders',
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    ...WITH_SECRET,
  }),
];

export const APIS = [
  {
    ...api(AUDIENCE, []),
    name: 'Appointments API',
    enforce_policies: true,
    scopes: [
      { value: 'read:appointments', description: 'See appointments' },
      { value: 'book:appointments', description: 'Book and move appointments' },
      { value: 'read:contacts', description: 'See addresses and telephone numbers' },
    ],
  },
  {
    ...api(OTHER_AUDIENCE, []),
    name: 'Billing API',
    scopes: [{ value: 'read:invoices', description: 'See invoices' }],
  },
];

export const FRONT_DESK = {
  id: 'rol_front_desk',
  name: 'Front desk',
  description: 'Books for whoever calls.',
  permissions: ['read:appointments', 'book:appointments'].map((permission_name) => ({
    resource_server_identifier: AUDIENCE,
    permission_name,
  })),
};

/** Where the log is sent, but for what was given up; it sends nothing, for whoever receives it is nobody. */
export const ARCHIVE: LogStream = {
  id: 'lst_archive',
  name: 'Archive',
  type: 'splunk',
  status: 'paused',
  filters: [],
  splunk_domain: 'archive.example.com',
  splunk_port: '8443',
};

/** In the order in which they are made; the first is looked at part by part. */
export const PEOPLE = [
  ...['Bea Brown', 'Carlos Díaz', 'Dilara Demir', 'Emil Eriksen', 'Fatima al-Fihri', 'Gao Lin'],
  ...['Hanna Huber', 'Ines Ito', 'Jonas Jung', 'Katja König', 'Liam Lund', 'Mei Mori'],
].map((name, place) => ({
  sub: `auth0|${String(1_000 + place).padStart(24, '0')}`,
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@example.com`,
}));

export const [BEA, CARLOS, DILARA, EMIL] = PEOPLE;

/** Who signs in while somebody watches. */
export const SOMEBODY = EMIL?.sub;

/** By what whoever is locked out is looked for. */
export const LOCKED = DILARA?.email ?? '';

const pageOf = (somebody: (typeof PEOPLE)[number] | undefined) =>
  `users/${encodeURIComponent(somebody?.sub ?? '')}`;

/** The pages of some of them. */
export const PAGE_OF = {
  /** Has a second factor, a role, and a permission beside it. */
  bea: pageOf(BEA),
  /** Is locked out. */
  dilara: pageOf(DILARA),
  /** Has signed in, and agreed to what an application asked for. */
  emil: pageOf(EMIL),
} as const;

export const OTHER_TENANT = {
  ...{ tenant_id: 't-clinic', name: 'clinic', region: 'eu', domain: 'clinic.example' },
  settings: { ...TENANT_SETTINGS_DEFAULTS, friendly_name: 'Example Clinic' },
};

export const REQUEST = {
  client_id: 'appointments',
  redirect_uri: CALLBACK,
  scope: 'openid profile email read:appointments',
};

/** A request whose callback is not the one that is registered. */
export function wrongRequest(place: Place): string {
  return authorizeUrl(place, { ...REQUEST, redirect_uri: `${CALLBACK}/` });
}

/** One that is as it should be. */
export function rightRequest(place: Place): string {
  return authorizeUrl(place, REQUEST);
}
