/**
 * Part of `npm run reference`: writes the guide's table of tested clients anew.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { GUIDE, withTable } from './compatibility.ts';
import { CLIENTS } from './table.ts';

await writeFile(GUIDE, withTable(await readFile(GUIDE, 'utf8'), CLIENTS));
