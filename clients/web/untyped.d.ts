/**
 * As much as the tests use of packages that bring no types, or hide those they have.
 */
declare module 'passport-auth0' {
  import { Strategy } from 'passport';

  type Verify = (
    accessToken: string,
    refreshToken: string | undefined,
    extraParams: object,
    profile: {
      readonly id: string;
      readonly provider: string;
      readonly displayName: string;
      readonly emails: readonly { readonly value: string }[];
    },
    done: (error: unknown, user: object) => void,
  ) => void;

  class Auth0Strategy extends Strategy {
    constructor(settings: Readonly<Record<string, string>>, verify: Verify);
    /** The protected member of the strategy it extends, which its documentation names. */
    readonly _oauth2: { useAuthorizationHeaderforGET(use: boolean): void };
  }
  export = Auth0Strategy;
}

/** openid-client 4 has types that its own `exports` hide; for what is used here they are those of 5. */
declare module 'openid-client-4' {
  export { generators, Issuer } from 'openid-client-5';
}

declare module 'grant' {
  import type { RequestHandler } from 'express';

  const grant: (options: { readonly handler: 'express'; readonly config: object }) => RequestHandler;
  export = grant;
}

/** Its types want the request of Next, of which its handler reads what the test gives it. */
declare module 'next-auth-4' {
  const nextAuth: {
    readonly default: (request: object, response: object, options: object) => Promise<void>;
  };
  export = nextAuth;
}
