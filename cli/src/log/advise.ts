/**
 * `tacit advise`: the way from the implicit grant to code + PKCE, application by application.
 */
import type { Advised } from '@tacit/server/operator';
import { findOperator } from '../operator.ts';
import { complain, printJson, say, tableLines } from '../output.ts';

export type AdviseChoice = {
  readonly client?: string | undefined;
  readonly tenant?: string | undefined;
  readonly json?: boolean | undefined;
};

/** Prints what is advised; 1 where nothing could be looked at. */
export async function advise({ client, tenant, json }: AdviseChoice): Promise<number> {
  const operator = await findOperator();
  if (!operator) return 1;
  const told = await operator.advise({ client, tenant });
  if (!told.ok) {
    complain([told.error]);
    return 1;
  }
  if (json) printJson(told.value);
  else say(client === undefined ? linesOfAll(told.value) : told.value.flatMap(linesOf));
  return 0;
}

function linesOfAll(all: readonly Advised[]): readonly string[] {
  if (all.length === 0) return ['No application may use the implicit grant.'];
  const rows = all.map(({ tenant, client_id, verdict, implicit, code }) => [
    ...[tenant, client_id, verdict],
    ...[String(implicit.lately), String(code.lately), implicit.last ?? 'never'],
  ]);
  return [
    ...tableLines(['tenant', 'client', 'verdict', 'implicit', 'code', 'last implicit'], rows),
    '',
    'Answers of the last 14 days. `tacit advise CLIENT` says why, and what to change.',
  ];
}

function linesOf(advised: Advised): readonly string[] {
  const { tenant, client_id, verdict, sentence, findings, changes, traffic } = advised;
  return [
    `${client_id}, in ${tenant}: ${verdict}`,
    `${capital(sentence)}.`,
    ...section('What its answers showed in 90 days', trafficLines(traffic)),
    ...section('What is to be done', findings.flatMap(findingLines)),
    ...changes.flatMap(changeLines),
    ...(advised.switch ? section(SWITCH, [`  ${advised.switch.command}`]) : []),
  ];
}

const SWITCH = 'The switch, which takes back whole what it does';

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}

function trafficLines(traffic: Advised['traffic']): readonly string[] {
  if (traffic.length === 0) return [];
  const rows = traffic.map(({ way, facet, value, n, lately, first = '', last = '' }) => [
    ...[way, facet, value],
    ...[String(n), String(lately), first, last],
  ]);
  return tableLines(['asked for', 'shows', 'which', '90 days', '14 days', 'since', 'until'], rows);
}

function findingLines({
  weight,
  sentence,
  remedy,
  about,
  code,
  section: where,
  fix,
}: Finding): readonly string[] {
  const of = about.length === 0 ? '' : `: ${about.join(', ')}`;
  return [
    `${weight.padEnd(8)}${capital(sentence)}${of} [${code}, ${where}]`,
    `        What helps: ${remedy}.`,
    ...(fix ? [`          ${fix.command}`] : []),
  ];
}

type Finding = Advised['findings'][number];

function changeLines({ program, install, before, after }: Advised['changes'][number]): readonly string[] {
  return [
    '',
    `In the application, ${program}:`,
    ...(install === undefined ? [] : [`  $ ${install}`]),
    ...before.split('\n').map((line) => `- ${line}`),
    ...after.split('\n').map((line) => `+ ${line}`),
  ];
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
