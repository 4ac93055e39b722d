/**
 * What the README says somebody has to do to have an application of their own: commands to run, files to write, and servers
 * that stay.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Step =
  | { readonly kind: 'run' | 'serve'; readonly commands: readonly string[] }
  | { readonly kind: 'write'; readonly file: string; readonly text: string };

const HEADING = '## Your own application in five minutes\n';

/** A block of code, with the line of prose that leads to it. */
const BLOCK = /^(.*)\n\n```(\w+)\n([\s\S]*?)^```$/gm;

/** The steps of the section, in its order. A block of commands below "in a terminal" is servers; a file is named in its first line. */
export function readSteps(): readonly Step[] {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const [, section = ''] = readme.split(HEADING);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(BLOCK)].map(([, lead = '', language, code = '']) => {
    if (language !== 'sh') return file(code);
    const kind = lead.includes('in a terminal') ? 'serve' : 'run';
    return { kind, commands: code.trim().split('\n') };
  });
}

function file(code: string): Step {
  const [, name, text] = /^\/\/ (\S+)\n([\s\S]*)$/.exec(code) ?? [];
  if (name === undefined || text === undefined) throw new Error(`No file is named: ${code}`);
  return { kind: 'write', file: name, text };
}
