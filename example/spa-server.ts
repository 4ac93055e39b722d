/**
 * Serves the single-page application: static files, bundled when the server starts, under a Content Security Policy
 * that lets a script of somebody else neither run nor carry a token away.
 */
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { listen, type Running } from './listener.ts';

type File = { readonly body: string; readonly type: string; readonly framed: boolean };

type Addresses = {
  /** The authorization server, with the slash at its end. */
  readonly issuer: string;
  /** Where the API listens. */
  readonly api: string;
};

const FOLDER = join(import.meta.dirname, 'spa');
const SCRIPTS = ['app', 'article', 'silent'];

/** A row a route: the file behind it, and whether a page of this origin may put it in a frame. */
const PAGES: ReadonlyMap<string, { readonly file: string; readonly framed: boolean }> = new Map([
  ['/', { file: 'index.html', framed: false }],
  ['/callback', { file: 'index.html', framed: false }],
  ['/implicit', { file: 'index.html', framed: false }],
  ['/strict', { file: 'index.html', framed: false }],
  ['/code', { file: 'index.html', framed: false }],
  ['/article', { file: 'article.html', framed: false }],
  ['/silent', { file: 'silent.html', framed: true }],
]);

/** Starts the application's server on `port` for one authorization server and one API. */
export async function startSpa(options: Addresses & { readonly port: number }): Promise<Running> {
  const addresses: Addresses = { issuer: options.issuer, api: new URL(options.api).origin };
  const files = new Map<string, File>(await bundle(addresses));
  const running = await listen(answer(files, addresses), { port: options.port, setting: 'EXAMPLE_SPA_PORT' });
  for (const [route, file] of await readPages(addresses, new URL(running.url).origin)) files.set(route, file);
  return running;
}

/** The example's files name its usual addresses; where others were chosen, those stand in their place. */
export function withAddresses(text: string, addresses: Addresses & { readonly spa: string }): string {
  return text
    .replaceAll('http://localhost:3000', addresses.spa)
    .replaceAll('http://localhost:4000/', addresses.issuer)
    .replaceAll('http://localhost:7001', addresses.api);
}

async function bundle({ issuer, api }: Addresses): Promise<readonly (readonly [string, File])[]> {
  const { outputFiles } = await build({
    entryPoints: SCRIPTS.map((name) => join(FOLDER, `${name}.ts`)),
    // The SDK's source, so that nothing has to be built before the example starts.
    alias: { '@tacit/browser': join(import.meta.dirname, '../browser/src/index.ts') },
    define: { __ISSUER__: JSON.stringify(issuer), __API__: JSON.stringify(api) },
    outdir: FOLDER,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, text }) => [
    path.slice(FOLDER.length).replaceAll('\\', '/'),
    { body: text, type: 'text/javascript; charset=utf-8', framed: false },
  ]);
}

async function readPages(addresses: Addresses, spa: string): Promise<readonly (readonly [string, File])[]> {
  const style = await readFile(join(FOLDER, 'style.css'), 'utf8');
  const pages = [...PAGES].map(async ([route, { file, framed }]) => {
    const html = await readFile(join(FOLDER, file), 'utf8');
    const body = withAddresses(html, { ...addresses, spa });
    return [route, { body, type: 'text/html; charset=utf-8', framed }] as const;
  });
  return [
    ['/style.css', { body: style, type: 'text/css; charset=utf-8', framed: false }],
    ...(await Promise.all(pages)),
  ];
}

function answer(files: ReadonlyMap<string, File>, addresses: Addresses): RequestListener {
  return (request, response) => {
    const [pathname = '/'] = (request.url ?? '/').split('?', 1);
    const file = files.get(pathname);
    if (!file) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', ...SAFETY }).end('Not found\n');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD', ...SAFETY }).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': file.type,
      'Content-Length': Buffer.byteLength(file.body),
      'Content-Security-Policy': contentSecurityPolicy(addresses, file.framed),
      ...SAFETY,
    });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  };
}

/** Headers of every answer. The address of a page can hold tokens, so it goes into no `Referer` and no cache. */
const SAFETY = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

function contentSecurityPolicy({ issuer, api }: Addresses, framed: boolean): string {
  const server = new URL(issuer).origin;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${server} ${api}`,
    // The silent renewal asks in a hidden frame; one that answers by fragment ends on this origin.
    `frame-src ${server} 'self'`,
    // Refresh tokens are kept in a worker that is made from a text of the SDK.
    'worker-src blob:',
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${framed ? "'self'" : "'none'"}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
}
