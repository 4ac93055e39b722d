/**
 * The kinds of applications: what each is made with.
 */
import type { Document } from '../../kinds/view.ts';
import type { AppType } from '../../pages/applications/quick-starts.ts';

export type ApplicationKind = {
  readonly app_type: AppType;
  readonly hasCallbacks: boolean;
  /** What is said for it, in the names of the Management API. */
  readonly document: Document;
};

const WITH_SECRET = { token_endpoint_auth_method: 'client_secret_basic_or_post' };

const SIGNS_IN = { grant_types: ['authorization_code', 'refresh_token'] };

export const APPLICATION_KINDS: readonly ApplicationKind[] = [
  {
    app_type: 'spa',
    hasCallbacks: true,
    document: { app_type: 'spa', ...SIGNS_IN },
  },
  {
    app_type: 'regular_web',
    hasCallbacks: true,
    document: { app_type: 'regular_web', ...SIGNS_IN, ...WITH_SECRET },
  },
  {
    app_type: 'native',
    hasCallbacks: true,
    document: { app_type: 'native', ...SIGNS_IN },
  },
  {
    app_type: 'non_interactive',
    hasCallbacks: false,
    document: { app_type: 'non_interactive', grant_types: ['client_credentials'], ...WITH_SECRET },
  },
];
