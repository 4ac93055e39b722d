/**
 * All that is written into `docs/reference`, by the names of the files.
 */
import { openApi } from '../src/management/document/openapi.ts';
import { managementReference } from '../src/management/document/reference.ts';
import { OPERATIONS } from '../src/management/operations.ts';
import { referencePages } from '../src/resources/computed/reference.ts';
import { KINDS } from '../src/resources/index.ts';

/** Pages of kinds, and those of the Management API. */
export function allReferencePages(): ReadonlyMap<string, string> {
  return new Map([
    ...referencePages(Object.values(KINDS)),
    ['management-api.md', managementReference(OPERATIONS)],
    ['openapi.json', `${JSON.stringify(openApi(OPERATIONS), null, 2)}\n`],
  ]);
}
