/**
 * Everything that the operator's tool does to what is administered, act by act: at the database, or at a server that has it open.
 * What can only be done beside the database (serve, init, config, keys rewrap) is none of them.
 */
import type { Config } from '../config.ts';
import { makeAdministrator } from './administrators.ts';
import { applyText } from './apply.ts';
import { exportTenants } from './export.ts';
import type { Ground, Hear } from './ground.ts';
import {
  deleteInitialAccessToken,
  listInitialAccessTokens,
  makeInitialAccessToken,
} from './initial-access-token.ts';
import { advise } from './log/advise.ts';
import { followAudit, readAudit } from './log/audit-log.ts';
import { inspectAddress } from './log/inspect.ts';
import { whyRequest, whyUser } from './log/why.ts';
import { exportPeople } from './people/export-people.ts';
import { importPeople } from './people/import-people.ts';
import { testPolicies } from './policies/test-policies.ts';
import { changeRecord, removeRecord } from './records/changing.ts';
import { exportUser } from './records/export-user.ts';
import { listRecords, showRecord } from './records/looking.ts';
import { listRollouts, setRollout } from './rollout.ts';
import { signOut } from './sign-out.ts';
import { revokeKey, rotateKeys } from './signing-keys.ts';
import {
  endSessions,
  listSessions,
  makePasswordLink,
  resetFactors,
  unlockUser,
} from './support/user-support.ts';
import { sendTestMail } from './test-mail.ts';

type Acts = {
  readonly listRecords: typeof listRecords;
  readonly showRecord: typeof showRecord;
  readonly changeRecord: typeof changeRecord;
  readonly removeRecord: typeof removeRecord;
  readonly applyText: typeof applyText;
  readonly exportTenants: typeof exportTenants;
  readonly testPolicies: typeof testPolicies;
  readonly listRollouts: typeof listRollouts;
  readonly setRollout: typeof setRollout;
  readonly rotateKeys: typeof rotateKeys;
  readonly revokeKey: typeof revokeKey;
  readonly makeAdministrator: typeof makeAdministrator;
  readonly makeInitialAccessToken: typeof makeInitialAccessToken;
  readonly listInitialAccessTokens: typeof listInitialAccessTokens;
  readonly deleteInitialAccessToken: typeof deleteInitialAccessToken;
  readonly sendTestMail: typeof sendTestMail;
  readonly readAudit: typeof readAudit;
  readonly inspectAddress: typeof inspectAddress;
  readonly advise: typeof advise;
  readonly whyUser: typeof whyUser;
  readonly whyRequest: typeof whyRequest;
  readonly exportUser: typeof exportUser;
  readonly unlockUser: typeof unlockUser;
  readonly resetFactors: typeof resetFactors;
  readonly makePasswordLink: typeof makePasswordLink;
  readonly listSessions: typeof listSessions;
  readonly endSessions: typeof endSessions;
  readonly signOut: typeof signOut;
};

export type Act = keyof Acts;

type Asked<A extends Act> = Parameters<Acts[A]>[1];

/** All acts, wherever they are done: none can tell. What takes its time says how far it is, where that is known. */
export type OperatorActs = { readonly [A in Act]: (asked: Asked<A>, hear?: Hear) => ReturnType<Acts[A]> };

type Asking<A extends (config: Config, asked: never, told: never) => unknown> = (
  asked: Parameters<A>[1],
  told: Parameters<A>[2],
) => ReturnType<A>;

/** The operator of a server: the acts, what goes on until it is told to end, and what is more than an answer can hold. */
export type Operator = OperatorActs & {
  readonly followAudit: Asking<typeof followAudit>;
  readonly importPeople: Asking<typeof importPeople>;
  readonly exportPeople: Asking<typeof exportPeople>;
};

/** The acts at the database that the configuration names. */
export function operatorOnDatabase(config: Config): Operator {
  return {
    ...actsOn(config),
    followAudit: (query, follow) => followAudit(config, query, follow),
    importPeople: (asked, hear) => importPeople(config, asked, hear),
    exportPeople: (asked, told) => exportPeople(config, asked, told),
  };
}

/** The acts on some ground. */
export function actsOn(ground: Ground): OperatorActs {
  return {
    listRecords: (asked) => listRecords(ground, asked),
    showRecord: (asked) => showRecord(ground, asked),
    changeRecord: (asked) => changeRecord(ground, asked),
    removeRecord: (asked) => removeRecord(ground, asked),
    applyText: (asked, hear) => applyText({ ...ground, hear }, asked),
    exportTenants: (asked, hear) => exportTenants({ ...ground, hear }, asked),
    testPolicies: (asked) => testPolicies(ground, asked),
    listRollouts: (asked) => listRollouts(ground, asked),
    setRollout: (asked) => setRollout(ground, asked),
    rotateKeys: (asked) => rotateKeys(ground, asked),
    revokeKey: (asked) => revokeKey(ground, asked),
    makeAdministrator: (asked) => makeAdministrator(ground, asked),
    makeInitialAccessToken: (asked) => makeInitialAccessToken(ground, asked),
    listInitialAccessTokens: (asked) => listInitialAccessTokens(ground, asked),
    deleteInitialAccessToken: (asked) => deleteInitialAccessToken(ground, asked),
    sendTestMail: (asked) => sendTestMail(ground, asked),
    readAudit: (asked) => readAudit(ground, asked),
    inspectAddress: (asked) => inspectAddress(ground, asked),
    advise: (asked) => advise(ground, asked),
    whyUser: (asked) => whyUser(ground, asked),
    whyRequest: (asked) => whyRequest(ground, asked),
    exportUser: (asked) => exportUser(ground, asked),
    unlockUser: (asked) => unlockUser(ground, asked),
    resetFactors: (asked) => resetFactors(ground, asked),
    makePasswordLink: (asked) => makePasswordLink(ground, asked),
    listSessions: (asked) => listSessions(ground, asked),
    endSessions: (asked) => endSessions(ground, asked),
    signOut: (asked) => signOut(ground, asked),
  };
}
