/**
 * The operator of a server far away: each act is an operation of its Management API, which calls the function that the tool calls at
 * the database. So both say the same.
 */
import { type Act, followRows, hearSecrets, type OperatorActs } from '@tacit/server/operator';
import { KINDS, type KindName } from '@tacit/server/resources';
import type { Connection } from './connection.ts';
import type { OperatorAt } from './operator-at.ts';
import { peopleOverApi } from './people-jobs.ts';

type Asked<A extends Act> = Parameters<OperatorActs[A]>[0];
type Answer<A extends Act> = Awaited<ReturnType<OperatorActs[A]>>;

/** Where an act that is of no kind is asked for, below `/api/v2/operator/`. */
const PATHS = {
  applyText: 'apply',
  exportTenants: 'export',
  testPolicies: 'test',
  listRollouts: 'rollouts',
  setRollout: 'rollouts/change',
  rotateKeys: 'keys/rotate',
  revokeKey: 'keys/revoke',
  makeAdministrator: 'administrators/create',
  makeInitialAccessToken: 'registration-tokens/create',
  listInitialAccessTokens: 'registration-tokens/list',
  deleteInitialAccessToken: 'registration-tokens/delete',
  sendTestMail: 'mail/test',
  readAudit: 'audit',
  inspectAddress: 'inspect',
  advise: 'advise',
  whyUser: 'why/user',
  whyRequest: 'why/request',
  exportUser: 'users/export',
  unlockUser: 'users/unlock',
  resetFactors: 'users/reset-factors',
  makePasswordLink: 'users/reset-password',
  listSessions: 'users/sessions',
  endSessions: 'users/end-sessions',
  signOut: 'sign-out',
} as const satisfies Partial<Record<Act, string>>;

/** The acts at a server. */
export function operatorOverApi(connection: Connection): OperatorAt {
  const { place, post } = connection;
  async function ask<A extends Act>(path: string, asked: object): Promise<Answer<A>> {
    const told = await post(`operator/${path}`, asked);
    const answer = hearSecrets(told);
    if (!isAnswer<A>(answer)) throw new Error(`${place} answers what no server of ours does.`);
    return answer;
  }
  const simple =
    <A extends keyof typeof PATHS>(act: A) =>
    (asked: Asked<A>): Promise<Answer<A>> =>
      ask<A>(PATHS[act], asked ?? {});
  const readAudit = simple('readAudit');
  return {
    place,
    mailWarnings: [],
    listRecords: ({ kind, ...asked }) => ask<'listRecords'>(`${commandOf(kind)}/list`, asked),
    showRecord: ({ kind, ...asked }) => ask<'showRecord'>(`${commandOf(kind)}/show`, asked),
    changeRecord: ({ kind, verb, ...asked }) => ask<'changeRecord'>(`${commandOf(kind)}/${verb}`, asked),
    removeRecord: ({ kind, ...asked }) => ask<'removeRecord'>(`${commandOf(kind)}/remove`, asked),
    applyText: ({ env, ...asked }) =>
      ask<'applyText'>(PATHS.applyText, { ...asked, env: namedIn(asked.text, env) }),
    exportTenants: simple('exportTenants'),
    testPolicies: ({ env, ...asked }) =>
      ask<'testPolicies'>(PATHS.testPolicies, { ...asked, env: namedIn(asked.text, env) }),
    listRollouts: simple('listRollouts'),
    setRollout: simple('setRollout'),
    rotateKeys: simple('rotateKeys'),
    revokeKey: simple('revokeKey'),
    makeAdministrator: simple('makeAdministrator'),
    makeInitialAccessToken: simple('makeInitialAccessToken'),
    listInitialAccessTokens: simple('listInitialAccessTokens'),
    deleteInitialAccessToken: simple('deleteInitialAccessToken'),
    sendTestMail: simple('sendTestMail'),
    readAudit,
    inspectAddress: simple('inspectAddress'),
    advise: simple('advise'),
    whyUser: simple('whyUser'),
    whyRequest: simple('whyRequest'),
    exportUser: simple('exportUser'),
    unlockUser: simple('unlockUser'),
    resetFactors: simple('resetFactors'),
    makePasswordLink: simple('makePasswordLink'),
    listSessions: simple('listSessions'),
    endSessions: simple('endSessions'),
    signOut: simple('signOut'),
    followAudit: (query, follow) => followRows(readAudit, query, follow),
    ...peopleOverApi(connection),
  };
}

function commandOf(kind: KindName): string {
  return KINDS[kind].command;
}

/** Nothing else of the environment leaves this machine. */
function namedIn(text: string, env: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => text.includes(`##${name}##`)));
}

/** What the same function has answered there: an object or a list. */
function isAnswer<A extends Act>(value: unknown): value is Answer<A> {
  return typeof value === 'object' && value !== null;
}
