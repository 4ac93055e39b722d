/**
 * `tacit test`: what holds, and of what does not the records, requests and changes.
 */
import { writeFile } from 'node:fs/promises';
import {
  type PolicyReport,
  readPolicyFile,
  type TestedPolicy,
  testPoliciesOnFile,
} from '@tacit/server/operator';
import { explain } from '../explained.ts';
import { findOperator } from '../operator.ts';
import { complain, configured, printJson, say } from '../output.ts';
import { ownTerminal } from '../terminal.ts';
import { junitText } from './junit.ts';
import { failureLines } from './sentences.ts';

export type TestChoice = {
  readonly file?: string;
  readonly tenant?: string;
  readonly json?: boolean;
  readonly junit?: string;
};

type Asked = {
  readonly policies: string;
  readonly text: string;
  readonly env: NodeJS.ProcessEnv;
  readonly tenant?: string;
};

/** Nobody knows whether the policies hold: what is broken is not what they are about. */
const UNTESTED = 2;

/** Tests them; 1 where one does not hold. */
export async function testPolicyFile(policies: string, choice: TestChoice): Promise<number> {
  try {
    const tested = await test(policies, choice);
    if (!tested) return UNTESTED;
    await report(tested, policies, choice);
    return tested.holds ? 0 : 1;
  } catch (error) {
    complain(explain(error));
    return UNTESTED;
  }
}

async function report(
  tested: PolicyReport,
  policies: string,
  { file, json, junit }: TestChoice,
): Promise<void> {
  if (json) printJson(tested);
  else say(linesOf(tested, { policies, file }));
  if (junit !== undefined) await writeFile(junit, junitText(tested, { policies, file }));
}

/** Undefined after it was said why nothing was tested. */
async function test(policies: string, { file, tenant }: TestChoice): Promise<PolicyReport | undefined> {
  const { env, stdin } = ownTerminal();
  if (policies === '-' && file === '-') {
    complain(['One of the two files can be piped in: name the other.']);
    return undefined;
  }
  const text = await readPolicyFile({ file: policies, env, stdin });
  if (!text.ok) {
    complain([...text.error, 'Nothing was tested.']);
    return undefined;
  }
  const asked = { policies, text: text.value, env, ...(tenant === undefined ? {} : { tenant }) };
  return file === undefined ? testStored(asked) : testFile(file, asked);
}

/** At the database or at a server. */
async function testStored({ policies, ...asked }: Asked): Promise<PolicyReport | undefined> {
  const operator = await findOperator();
  const tested = await operator?.testPolicies(asked);
  if (!tested) return undefined;
  if (tested.ok) return tested.value;
  complain(
    tested.error.map((one) =>
      typeof one === 'string' ? one : `${policies}:${one.line}:${one.column} ${one.message}`,
    ),
  );
  return undefined;
}

/** A file is judged where it is, whatever `--server` says. */
async function testFile(file: string, { policies, ...asked }: Asked): Promise<PolicyReport | undefined> {
  const config = await configured();
  if (!config) return undefined;
  const { env, stdin } = ownTerminal();
  const tested = await testPoliciesOnFile(config, { file, env, stdin }, { ...asked, policies });
  if (tested.ok) return tested.value;
  complain([...tested.error, 'Nothing was tested.']);
  return undefined;
}

const WORDS = { holds: 'holds', fails: 'FAILS', empty: 'EMPTY' } as const;

/** The file of policies, and the `tacit.yaml` that was tested. */
type Files = { readonly policies: string; readonly file: string | undefined };

function linesOf({ policies }: PolicyReport, files: Files): readonly string[] {
  const count = (outcome: TestedPolicy['outcome']) =>
    policies.filter((one) => one.outcome === outcome).length;
  return [
    ...policies.flatMap((policy) => policyLines(policy, files)),
    '',
    `${count('holds')} of ${policies.length} hold, ${count('fails')} fail, ${count('empty')} look at nothing.`,
  ];
}

function policyLines(policy: TestedPolicy, { policies, file }: Files): readonly string[] {
  const { name, about, outcome, selected, of, line, column, why, idle_exceptions } = policy;
  const isGood = outcome === 'holds';
  const told = [
    ...(isGood || why === undefined ? [] : why.split('\n')),
    ...failureLines(policy, file),
    ...idle_exceptions.map((index) => `except[${index}] excepts nothing: take it out`),
  ];
  return [
    `${WORDS[outcome]}  ${name} (${about}: ${selected} of ${of})${isGood ? '' : `  ${policies}:${line}:${column}`}`,
    ...told.map((one) => `       ${one}`.trimEnd()),
  ];
}
