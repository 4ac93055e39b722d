/**
 * The operator's door to the server: what the command `tacit` and the example do to a database.
 */
export { hearSecrets } from '../protocol/told-secrets.ts';
export { type Act, type Operator, type OperatorActs, operatorOnDatabase } from './acts.ts';
export { applyAgreed, applyFile, type FieldChange, readApplied, type Step } from './apply.ts';
export { exportText } from './export.ts';
export type { Hear } from './ground.ts';
export type { Advised } from './log/advise.ts';
export { type AuditLine, followRows } from './log/audit-log.ts';
export type { InspectedAddress, InspectedFinding } from './log/inspect.ts';
export type { Told } from './log/why.ts';
export { type Imported, openPeople } from './people/import-people.ts';
export type { Counterexample } from './policies/counterexample.ts';
export { readPolicyFile, testPoliciesOnFile } from './policies/on-file.ts';
export type { PolicyReport, TestedPolicy } from './policies/test-policies.ts';
export type { Complaint, Document } from './records/asked.ts';
export type { RecordChange } from './records/changing.ts';
export type { Shown } from './records/shown.ts';
export {
  type RefusedRotation,
  type RevokedKey,
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
export type { SessionList, Unlocked } from './support/user-support.ts';
