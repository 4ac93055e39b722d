/** The little of Express that the tests use; the package has no types of its own. */
declare module 'express' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  type Request = IncomingMessage & { readonly body?: unknown; readonly originalUrl: string };
  type Response = ServerResponse & { json(value: unknown): void };
  type Handler = (request: Request, response: Response, next: (error?: unknown) => void) => unknown;
  type Application = RequestListener & {
    use(...handlers: readonly Handler[]): void;
    use(path: string, ...handlers: readonly Handler[]): void;
    get(path: string, ...handlers: readonly Handler[]): void;
    post(path: string, ...handlers: readonly Handler[]): void;
    options(path: string, ...handlers: readonly Handler[]): void;
  };
  const express: (() => Application) & { urlencoded(options: { extended: boolean }): Handler };
  export = express;
}
