/**
 * Part of `npm run reference`: writes docs/faults.md anew.
 */
import { writeFile } from 'node:fs/promises';
import { faultsPage, PAGE } from './page.ts';

await writeFile(PAGE, faultsPage());
