/**
 * The reference of the Management API in Markdown, of its operations.
 */

import type { Operation } from '../operation.ts';
import { familyOf } from './openapi.ts';

/** A page: a table a family, a row an operation. */
export function managementReference(operations: readonly Operation[]): string {
  const families = Map.groupBy(operations, familyOf);
  const parts = [...families].map(([family, rows]) => `## ${family}\n\n${table(rows)}`);
  return `${[TITLE, ...parts].join('\n\n')}\n`;
}

const TITLE = `# The Management API

<!-- Written by \`npm run reference\` from server/src/management; what is changed here by hand is lost. -->

At \`/api/v2/\` of every tenant, in the words of Auth0’s Management API v2. Whoever asks brings an access token for the audience
\`<issuer>api/v2/\`, and any of the scopes of a row opens it. What is sent and answered, field by field, is in
[\`openapi.json\`](openapi.json), which the server has at \`/api/v2/openapi.json\` too.`;

function table(operations: readonly Operation[]): string {
  const rows = operations.map(
    ({ method, path, scopes, sentence }) =>
      `| \`${method} ${path}\` | ${sentence} | ${scopes.map((scope) => `\`${scope}\``).join(', ')} |`,
  );
  return ['| operation | does | scopes |', '| --- | --- | --- |', ...rows].join('\n');
}
