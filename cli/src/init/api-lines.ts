/**
 * The few lines for the API, whole and ready to be copied: the same API by each guard.
 */
import type { ApiGuard } from './choices.ts';
import { literal } from './literal.ts';
import type { Lines, Wiring } from './page-lines.ts';

type Guarded = {
  readonly packages: string;
  readonly imports: string;
  readonly guard: string;
  readonly sub: string;
};

const GUARDS: Readonly<Record<ApiGuard, (wiring: Wiring) => Guarded>> = {
  guard: ({ issuer, audience, scope }) => ({
    packages: 'express, @tacit/guard',
    imports: "import { guard, requireScope } from '@tacit/guard';",
    guard: `const api = guard({ issuer: ${literal(issuer)}, audience: ${literal(audience)} });
const protect = api.express(requireScope(${literal(scope)}));`,
    sub: 'api.token(request).sub',
  }),
  'express-oauth2-jwt-bearer': ({ issuer, audience, scope }) => ({
    packages: 'express, express-oauth2-jwt-bearer',
    imports: "import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';",
    guard: `const token = auth({ issuerBaseURL: ${literal(issuer)}, audience: ${literal(audience)} });
const protect = express.Router().use(token, requiredScopes(${literal(scope)}));`,
    sub: 'request.auth?.payload.sub',
  }),
};

/** The API by one guard. */
export function apiLines(name: ApiGuard, wiring: Wiring): Lines {
  const { packages, imports, guard, sub } = GUARDS[name](wiring);
  const { port, pathname } = new URL(wiring.apiUrl);
  return {
    file: 'api.mjs',
    packages,
    text: `import express from 'express';
${imports}

${guard}

const app = express();

// Your page, on its own origin, may ask (CORS); what is asked before carries no token.
app.use((request, response, next) => {
  response.set({
    'access-control-allow-origin': ${literal(wiring.origin)},
    'access-control-allow-headers': 'authorization',
  });
  if (request.method === 'OPTIONS') response.sendStatus(204);
  else next();
});

app.get(${literal(pathname)}, protect, (request, response) => {
  response.json({ hello: ${sub} });
});

app.listen(${port}, 'localhost');
`,
  };
}
