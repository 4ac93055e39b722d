/**
 * `npm run reference`: writes the pages of `docs/reference`, the tables of guides, and what the guard says of tokens anew.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allReferencePages } from './reference-pages.ts';
import { REFUSALS_GUIDE, withRefusals } from './refusals-guide.ts';
import { WHY_GUIDE, withReasons } from './why-guide.ts';

const REFERENCE = join(import.meta.dirname, '../../../docs/reference');

const pages = allReferencePages();
await mkdir(REFERENCE, { recursive: true });
for (const name of await readdir(REFERENCE)) if (!pages.has(name)) await rm(join(REFERENCE, name));
for (const [name, text] of pages) await writeFile(join(REFERENCE, name), text);
await writeFile(REFUSALS_GUIDE, withRefusals(await readFile(REFUSALS_GUIDE, 'utf8')));
await writeFile(WHY_GUIDE, withReasons(await readFile(WHY_GUIDE, 'utf8')));
