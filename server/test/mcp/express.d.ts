/**
 * As much of express 5 as the tests use; its own package brings no types. What the middlewares of the clients add to a
 * request they declare in `Express.Request`.
 */
declare module 'express' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  type Request = IncomingMessage & { readonly body?: unknown };
  type RouteHandler = (request: Request, response: Response, next: (error?: unknown) => void) => unknown;
  type Handler = (request: Express.Request, response: Response, next: (error?: unknown) => void) => unknown;
  type ErrorHandler = (
    error: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> },
    request: unknown,
    response: Response,
    next: (error?: unknown) => void,
  ) => unknown;
  type Response = ServerResponse & {
    status(code: number): Response;
    set(headers: Readonly<Record<string, string>>): Response;
    json(body: unknown): void;
  };
  type Application = RequestListener & {
    get(path: string, ...handlers: readonly Handler[]): void;
    post(path: string, ...handlers: readonly RouteHandler[]): void;
    all(path: string, ...handlers: readonly RouteHandler[]): void;
    use(handler: Handler | ErrorHandler): void;
    use(path: string, ...handlers: readonly RouteHandler[]): void;
  };
  const express: (() => Application) & { json(): RouteHandler };
  export = express;
}
