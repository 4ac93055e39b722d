/**
 * Everything that the My Account API does: the families, one after the other.
 */
import { ENROLMENT_OPERATIONS } from './enrolment/enrolment-operations.ts';
import { APPLICATION_OPERATIONS } from './families/own-applications.ts';
import { DATA_OPERATIONS } from './families/own-data.ts';
import { AUTHENTICATION_METHOD_OPERATIONS } from './families/own-methods.ts';
import { PROFILE_OPERATIONS } from './families/own-profile.ts';
import { SESSION_OPERATIONS } from './families/own-sessions.ts';
import type { OwnOperation } from './own-operation.ts';

export const OWN_OPERATIONS: readonly OwnOperation[] = [
  ...AUTHENTICATION_METHOD_OPERATIONS,
  ...ENROLMENT_OPERATIONS,
  ...PROFILE_OPERATIONS,
  ...SESSION_OPERATIONS,
  ...APPLICATION_OPERATIONS,
  ...DATA_OPERATIONS,
];
