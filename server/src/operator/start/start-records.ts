/**
 * What somebody begins with: a tenant, a client for their page, an API. In the names of the operator's file, so that what is
 * judged and what is written are the same.
 */
import type { KindName } from '../../resources/kind.ts';
import type { Document } from '../records/asked.ts';

/** How the page gets its tokens. */
export type StartFlow = 'code' | 'implicit';

export type StartTenant = {
  readonly name: string;
  readonly region: string;
  readonly domain: string | undefined;
  /** One that is there keeps its settings. */
  readonly isNew: boolean;
};

export type Start = {
  readonly tenant: StartTenant;
  /** The address of the page: its origin, or where exactly it is answered. */
  readonly page: string;
  /** The identifier of the API. */
  readonly api: string;
  readonly flow: StartFlow;
  /** The page is written for Auth0 as it was in 2016. */
  readonly isOfArticle: boolean;
};

export const START_CLIENT_ID = 'my-page';

/** What may be asked for at the API. */
export const START_SCOPE = 'read';

export type StartRecord = {
  readonly kind: Extract<KindName, 'tenant' | 'settings' | 'client' | 'resource_server'>;
  readonly document: Document;
};

/** The records, in the order of the file. */
export function startRecords(start: Start): readonly StartRecord[] {
  const { tenant, api } = start;
  return [
    { kind: 'tenant', document: tenantDocument(tenant) },
    ...(tenant.isNew
      ? [{ kind: 'settings', document: { sign_up: true, login_methods: ['password'] } } as const]
      : []),
    { kind: 'client', document: clientDocument(start) },
    {
      kind: 'resource_server',
      document: {
        name: 'My API',
        identifier: api,
        signing_alg: 'RS256',
        token_dialect: 'rfc9068_profile',
        scopes: [{ value: START_SCOPE, description: 'Read what is yours' }],
      },
    },
  ];
}

function tenantDocument({ name, region, domain }: StartTenant): Document {
  return { name, region, ...(domain === undefined ? {} : { domain }) };
}

const GRANT_TYPES: Readonly<Record<StartFlow, readonly string[]>> = {
  code: ['authorization_code', 'refresh_token'],
  implicit: ['implicit'],
};

function clientDocument({ page, flow, isOfArticle }: Start): Document {
  const { origin, callbacks } = pageAddresses(page);
  return {
    name: 'My page',
    client_id: START_CLIENT_ID,
    app_type: 'spa',
    is_first_party: true,
    ...(isOfArticle ? { oidc_conformant: false } : {}),
    grant_types: GRANT_TYPES[flow],
    callbacks,
    web_origins: [origin],
    allowed_logout_urls: [origin, `${origin}/`],
  };
}

/** Where the page is answered. What is no address stays as it is, for the rules to say what is wrong with it. */
export function pageAddresses(page: string): {
  readonly origin: string;
  readonly callbacks: readonly string[];
} {
  if (!/^https?:/.test(page) || !URL.canParse(page)) return { origin: page, callbacks: [page] };
  const { origin } = new URL(page);
  // An SDK is answered at the bare origin (auth0-spa-js), at the page, or at a path for it; browsers ask for all the same page.
  return page === origin || page === `${origin}/`
    ? { origin, callbacks: [`${origin}/`, origin, `${origin}/callback`] }
    : { origin, callbacks: [page] };
}
