/**
 * Writes what is computed: the client's table from `openapi.json`, and the colours of the login pages as the dashboard's.
 * `npm run reference` runs it; a test compares.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { computedFiles } from './computed-files.ts';

for (const [name, text] of await computedFiles()) await writeFile(join(import.meta.dirname, name), text);
