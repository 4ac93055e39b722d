/**
 * As much of passport, passport-auth0 and express-session as the tests use; their packages bring no types.
 */
type Middleware = (request: Express.Request, response: unknown, next: (error?: unknown) => void) => unknown;

type Profile = {
  readonly id: string;
  readonly provider: string;
  readonly displayName: string;
  readonly emails: readonly { readonly value: string }[];
};

declare namespace Express {
  interface Request {
    readonly user?: unknown;
  }
}

declare module 'passport' {
  type Done = (error: unknown, value?: unknown) => void;
  class Passport {
    use(strategy: object): void;
    serializeUser(serialize: (user: unknown, done: Done) => void): void;
    deserializeUser(deserialize: (stored: unknown, done: Done) => void): void;
    session(): Middleware;
    authenticate(strategy: string, options: Readonly<Record<string, string>>): Middleware;
  }
  const passport: { readonly Passport: typeof Passport };
  export = passport;
}

declare module 'passport-auth0' {
  type Verify = (
    accessToken: string,
    refreshToken: string | undefined,
    extra: Readonly<Record<string, unknown>>,
    profile: Profile,
    done: (error: unknown, user?: unknown) => void,
  ) => void;
  class Auth0Strategy {
    /** What passport-oauth2 leaves to its users: the `oauth` package's client. */
    readonly _oauth2: { useAuthorizationHeaderforGET(use: boolean): void };
    constructor(options: Readonly<Record<string, string>>, verify: Verify);
  }
  export = Auth0Strategy;
}

declare module 'express-session' {
  function session(options: {
    readonly secret: string;
    readonly resave: boolean;
    readonly saveUninitialized: boolean;
  }): Middleware;
  export = session;
}
