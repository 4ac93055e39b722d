/**
 * The operator's door to the server: what the command `tacit` and the example do to a database.
 */
export { makeAdministrator } from './administrators.ts';
export { applyFile, type FieldChange, type Step } from './apply.ts';
export { type AuditLine, type AuditQuery, followAudit, readAudit } from './audit-log.ts';
export { type Exported, exportTenants, exportText } from './export.ts';
export { makeInitialAccessToken } from './initial-access-token.ts';
export type { Complaint, Document } from './records/asked.ts';
export { changeRecord, type RecordChange, removeRecord } from './records/changing.ts';
export { exportUser } from './records/export-user.ts';
export { listRecords, showRecord } from './records/looking.ts';
export type { Shown } from './records/shown.ts';
export { listRollouts, type RolloutRow, setRollout } from './rollout.ts';
export { signOut } from './sign-out.ts';
export {
  type RefusedRotation,
  type RevokedKey,
  type RotatedKey,
  type Rotations,
  revokeKey,
  rewrapKeys,
  rotateKeys,
} from './signing-keys.ts';
export { planStart, type StartAnswer, type StartComplaint } from './start/plan-start.ts';
export { makeReadablePassword } from './start/readable-password.ts';
export {
  pageAddresses,
  START_CLIENT_ID,
  START_SCOPE,
  type Start,
  type StartFlow,
  type StartTenant,
} from './start/start-records.ts';
export { chooseStartTenant, hasUsers, listStartTenants } from './start/start-tenant.ts';
export { startText } from './start/start-text.ts';
export type { AskedUser } from './support/user-case.ts';
export {
  endSessions,
  type FactorsReset,
  listSessions,
  makePasswordLink,
  resetFactors,
  type SessionList,
  type Unlocked,
  unlockUser,
} from './support/user-support.ts';
export { sendTestMail, type TestMail } from './test-mail.ts';
export { type Told, whyRequest, whyUser } from './why.ts';
