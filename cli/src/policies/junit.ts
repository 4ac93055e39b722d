/**
 * A report as JUnit has it, which every CI reads: a policy is a test case.
 */
import type { PolicyReport, TestedPolicy } from '@tacit/server/operator';
import { failureLines } from './sentences.ts';

/** Where the policies stand, and the `tacit.yaml` that was tested; undefined: what is stored was. */
type Files = { readonly policies: string; readonly file: string | undefined };

/** The document. */
export function junitText({ policies }: PolicyReport, files: Files): string {
  const failures = policies.filter(({ outcome }) => outcome !== 'holds').length;
  const counts = `tests="${policies.length}" failures="${failures}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name=${quoted(files.policies)} ${counts}>`,
    ...policies.flatMap((policy) => caseLines(policy, files)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseLines(policy: TestedPolicy, { policies, file }: Files): readonly string[] {
  const { name, about, line, outcome } = policy;
  const open = `    <testcase name=${quoted(name)} classname=${quoted(about)} file=${quoted(policies)} line="${line}"`;
  if (outcome === 'holds') return [`${open}/>`];
  const lines = failureLines(policy, file);
  return [
    `${open}>`,
    `      <failure message=${quoted(lines[0] ?? '')}>${escaped(lines.join('\n'))}</failure>`,
    '    </testcase>',
  ];
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** As XML 1.0 has it, which knows no control characters (§2.2, §2.4). */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
