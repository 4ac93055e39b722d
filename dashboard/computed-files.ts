/**
 * The files of the dashboard that are computed, by their names.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { customProperties, PALETTE } from '../server/src/pages/look/palette.ts';
import { managementApi } from '../server/src/resources/tenant/management-api.ts';
import { type Document, writeOperations } from './operations.ts';

const OPENAPI = join(import.meta.dirname, '../docs/reference/openapi.json');

/** Of whichever tenant. */
const SCOPES = managementApi('https://tenant.test/', 'all').scopes.map(({ value }) => value);

/** Each file and the text that it is to have. */
export async function computedFiles(): Promise<readonly (readonly [string, string])[]> {
  const document: Document = JSON.parse(await readFile(OPENAPI, 'utf8'));
  return [
    ['src/api/operations.gen.ts', writeOperations(document, SCOPES)],
    ['src/look/tokens.gen.css', tokens()],
  ];
}

/** Dark where the device is, unless the address says otherwise; on paper it is light. */
function tokens(): string {
  const [light, dark] = [customProperties(PALETTE.light), customProperties(PALETTE.dark)];
  const rules = [
    `:root{color-scheme:light;${light}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-look="light"]){color-scheme:dark;${dark}}}`,
    `@media screen{:root[data-look="dark"]{color-scheme:dark;${dark}}}`,
  ];
  return `/* The colours of the login pages: made by generate.ts. */\n@layer tokens{${rules.join('')}}\n`;
}
