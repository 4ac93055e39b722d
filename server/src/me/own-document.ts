/**
 * The OpenAPI 3.1 document of the My Account API, and its reference in Markdown, computed of its operations.
 */
import { documentOf, type Refusals } from '../management/document/openapi.ts';
import type { OwnOperation } from './own-operation.ts';
import { PROBLEM_DETAILS } from './problem-details.ts';
import { MY_ACCOUNT_ROOT } from './root.ts';

const hasBody = ({ body }: Pick<OwnOperation, 'body'>) => body !== undefined;

const REFUSALS: Refusals = [
  [400, 'What was sent is wrong.', () => true],
  [
    401,
    'There is no access token of this API, or the sign-in that it tells of is not enough (RFC 9470).',
    () => true,
  ],
  [403, 'The access token lacks a scope.', () => true],
  [404, 'There is no such thing.', () => true],
  [409, 'It is not so that this could be done.', ({ method }) => method !== 'GET'],
  [413, 'The body is too large.', hasBody],
  [415, 'The body is not JSON.', hasBody],
  [429, 'Too many requests, or too many attempts.', () => true],
  [500, 'A mistake of ours; the log has it by its `x-request-id`.', () => true],
  [503, 'The database is not there, or the server has too much to do.', () => true],
];

/** The whole document. */
export function myAccountDocumentOf(operations: readonly OwnOperation[]) {
  return documentOf(
    {
      title: 'Tacit My Account API',
      version: '1',
      description:
        'What people do to their own account, from applications: Auth0’s My Account API as far as it has a meaning here, and the rest of the account page.',
      root: MY_ACCOUNT_ROOT,
      error: PROBLEM_DETAILS,
      error_type: 'application/problem+json',
      refusals: REFUSALS,
      takesKey: () => false,
    },
    operations,
  );
}

/** A page: a row an operation. */
export function myAccountReference(operations: readonly OwnOperation[]): string {
  const rows = operations.map(
    ({ method, path, scopes, sentence, isFresh }) =>
      `| \`${method} ${path}\` | ${sentence} | ${scopes.map((scope) => `\`${scope}\``).join(', ')} | ${isFresh ? 'yes' : ''} |`,
  );
  const head = ['| operation | does | scope | fresh sign-in |', '| --- | --- | --- | --- |'];
  return `${TITLE}\n\n${[...head, ...rows].join('\n')}\n`;
}

const TITLE = `# The My Account API

<!-- Written by \`npm run reference\` from server/src/me; what is changed here by hand is lost. -->

At \`/me/v1/\` of every tenant, for the audience \`<issuer>me/\`; [the guide](../guides/my-account-api.md) says who may ask, and what a
fresh sign-in is. What is sent and answered, field by field, is in [\`my-account-openapi.json\`](my-account-openapi.json), which the
server has at \`/me/v1/openapi.json\` too.`;
