/**
 * All that is written into `docs/reference`, by the names of the files.
 */
import { openApi } from '../../src/management/document/openapi.ts';
import { managementReference } from '../../src/management/document/reference.ts';
import { OPERATIONS } from '../../src/management/operations.ts';
import { myAccountDocumentOf, myAccountReference } from '../../src/me/own-document.ts';
import { OWN_OPERATIONS } from '../../src/me/own-operations.ts';
import { referencePages } from '../../src/resources/computed/reference.ts';
import { KINDS } from '../../src/resources/index.ts';
import { advicePage } from './advice-page.ts';
import { findingsPage } from './findings-page.ts';
import { policiesPage } from './policies-page.ts';

/** Pages of kinds, and those of the Management API and the My Account API. */
export function allReferencePages(): ReadonlyMap<string, string> {
  return new Map([
    ...referencePages(Object.values(KINDS)),
    ['advice.md', advicePage()],
    ['findings.md', findingsPage()],
    ['management-api.md', managementReference(OPERATIONS)],
    ['my-account-api.md', myAccountReference(OWN_OPERATIONS)],
    ['my-account-openapi.json', `${JSON.stringify(myAccountDocumentOf(OWN_OPERATIONS), null, 2)}\n`],
    ['policies.md', policiesPage()],
    ['openapi.json', `${JSON.stringify(openApi(OPERATIONS), null, 2)}\n`],
  ]);
}
