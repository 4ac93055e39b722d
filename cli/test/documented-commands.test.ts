/**
 * Holds the documents to their word: a command that they name is a command of this program with the flags that are written,
 * a script of npm is in package.json, and a link leads to a file that is there.
 */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { doorName, KINDS, namesAt } from '@tacit/server/resources';
import type { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { wordsOf } from '../src/completion/program-words.ts';
import { createProgram } from '../src/program.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What is dated, or has happened, is left as it was written. */
const DOCUMENTS = globSync('**/*.md', {
  cwd: ROOT,
  exclude: ['**/node_modules', '**/dist', 'docs/decisions', 'CHANGELOG.md', 'clients/.installed'],
});

const commands = new Map(wordsOf(createProgram(() => {})).map((command) => [command.path, command]));

type Line = { readonly at: string; readonly text: string };

/** What stands in fences and between backticks, a line each, without what a shell does with it. */
function codeOf(document: string): readonly Line[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const fenced = [...text.matchAll(/^```sh[^\n]*\n([\s\S]*?)^```/gm)].flatMap(([, body = '']) =>
    body.split('\n'),
  );
  const inline = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, body = '']) => body,
  );
  return [...fenced, ...inline].map((line) => ({ at: document, text: line.replace(/(?:^|\s)#.*$/, '') }));
}

const LINES = DOCUMENTS.flatMap(codeOf);

/** Each call of `tacit` in a line, as its words; with slashes between them, several commands are named at once. */
function callsOf({ text }: Line): readonly (readonly string[])[] {
  return text
    .split(/\s*(?:&&|[|;])\s*/)
    .map((part) => /^(?:[A-Z_]+=\S+\s+)*(?:npx )?tacit (.*)$/.exec(part.trim())?.[1])
    .flatMap((calls) => calls?.split(' / ') ?? [])
    .map((call) => call.match(/'[^']*'|"[^"]*"|\S+/g) ?? []);
}

/** Why this is no call of the program; undefined when it is one. */
function mistakeIn(words: readonly string[]): string | undefined {
  const [first = '', second = ''] = words;
  const path = commands.has(`${first} ${second}`) ? `${first} ${second}` : first;
  const command = commands.get(first.startsWith('-') ? '' : path);
  // Prose that begins with the name: a kind that is spoken of, a placeholder.
  if (!command) return /^[<.…]/.test(first) ? undefined : `there is no command "${first}"`;
  const isGroup = command.commands.length > 0 && command.path !== '';
  if (isGroup && command.path === first && /^[a-z][a-z-]*$/.test(second))
    return `there is no command "${first} ${second}"`;
  const flags = words.filter((word) => word.startsWith('--')).map((word) => word.split('=', 1)[0] ?? '');
  const unknown = flags.find((flag) => !isFlag(flag, command.flags, command.path));
  if (unknown !== undefined) return `"tacit ${path}" has no flag ${unknown}`;
  const [, field] = /^([a-z_.]+)=/.exec(words[words.indexOf('--filter') + 1] ?? '') ?? [];
  const known = fieldsOf(path.split(' ', 1)[0] ?? '');
  return field === undefined || known.includes(field) ? undefined : `"tacit ${path}" has no field ${field}`;
}

/** What a list of a kind is filtered by. */
function fieldsOf(command: string): readonly string[] {
  const kind = Object.values(KINDS).find((one) => one.command === command);
  return kind ? namesAt('auth0', kind).map(doorName) : [];
}

function isFlag(flag: string, known: readonly { readonly flag: string }[], path: string): boolean {
  const isVersion = path === '' && flag === '--version';
  return isVersion || /[<.…]/.test(flag) || known.some((one) => one.flag === flag);
}

test('every command of tacit that a document names is one, with flags that it has', () => {
  const calls = LINES.flatMap((line) => callsOf(line).map((words) => ({ line, words })));
  assert.ok(calls.length > 40, `only ${calls.length} commands were found`);
  const wrong = calls.flatMap(({ line, words }) => {
    const mistake = mistakeIn(words);
    return mistake === undefined ? [] : [`${line.at}: tacit ${words.join(' ')}: ${mistake}`];
  });
  assert.deepEqual(wrong, []);
});

test('the help of every command has one shape: a sentence, and an example', () => {
  const all = every(createProgram(() => {})).filter(({ name }) => name !== 'tacit');
  assert.ok(all.length > 80, `only ${all.length} commands were found`);
  const wrong = all.flatMap(({ name, command }) => [
    ...(command.description().endsWith('.') ? [] : [`${name}: its description is no sentence`]),
    ...(/^Examples?:\n {2}\$ /m.test(helpOf(command)) ? [] : [`${name}: its help ends without an example`]),
  ]);
  assert.deepEqual(wrong, []);
});

function every(
  command: Command,
  above = '',
): readonly { readonly name: string; readonly command: Command }[] {
  const name = `${above}${command.name()}`;
  return [{ name, command }, ...command.commands.flatMap((one) => every(one, `${name} `))];
}

function helpOf(command: Command): string {
  const said: string[] = [];
  command.configureOutput({ writeOut: (text) => void said.push(text) }).outputHelp();
  return said.join('');
}

test('a command that is none, and a flag that a command has not, are found', () => {
  assert.match(mistakeIn(['serv']) ?? '', /no command "serv"/);
  assert.match(mistakeIn(['apply', 'tacit.yaml', '--dry']) ?? '', /no flag --dry/);
  assert.match(mistakeIn(['grants', 'list', '--filter', 'sub=SUB']) ?? '', /no field sub/);
  assert.match(mistakeIn(['clients', 'st', 'shop']) ?? '', /no command "clients st"/);
  assert.equal(mistakeIn(['clients', 'set', 'shop', '--add-callbacks', 'https://a.example/cb']), undefined);
});

/** Of the project that a newcomer makes with Vite. */
const OF_VITE: ReadonlySet<string> = new Set(['dev']);

test('every script of npm that a document names is one', () => {
  const named = LINES.flatMap(({ at, text }) =>
    [...text.matchAll(/\bnpm run ([\w:-]+)(?! *-w| *--workspace)/g)].map(([, script = '']) => ({
      at,
      script,
    })),
  );
  assert.ok(named.length > 10, `only ${named.length} scripts were found`);
  assert.deepEqual(
    named.filter(({ script }) => !OF_VITE.has(script) && !Object.hasOwn(manifest.scripts, script)),
    [],
  );
});

const LINKS = DOCUMENTS.flatMap((at) =>
  [...proseOf(join(ROOT, at)).matchAll(/\]\(([^)\s#]*)(?:#([^)\s]*))?\)/g)].map(
    ([, path = '', heading = '']) => ({
      at,
      path,
      file: path === '' ? join(ROOT, at) : join(ROOT, dirname(at), path),
      heading,
    }),
  ),
).filter(({ path }) => !/^[a-z]+:/.test(path));

function proseOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
}

test('every link of a document leads to a file that is there', () => {
  assert.ok(LINKS.length > 40, `only ${LINKS.length} links were found`);
  assert.deepEqual(
    LINKS.filter(({ file }) => !existsSync(file)),
    [],
  );
});

/** A heading as a link names it on the pages of a repository. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

test('every link to a heading of a document leads to one that it has', () => {
  const asked = LINKS.filter(
    ({ file, heading }) => heading !== '' && file.endsWith('.md') && existsSync(file),
  );
  assert.ok(asked.length > 20, `only ${asked.length} links to headings were found`);
  const missing = asked.filter(({ file, heading }) => {
    const headings = [...proseOf(file).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => anchorOf(text));
    return !headings.includes(heading);
  });
  assert.deepEqual(
    missing.map(({ at, path, heading }) => `${at}: ${path}#${heading}`),
    [],
  );
});
