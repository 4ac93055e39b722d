/**
 * A block of TypeScript in a README or a guide is a whole program: it compiles under `--strict` beside the packages that it
 * names. A first line `// name.ts` names its file, which the other blocks of the page may import.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..');
const PAGES = globSync(['README.md', '*/README.md', 'docs/**/*.md'], { cwd: ROOT });

/** In this room, where the types of frameworks are. */
const FOLDER = join(import.meta.dirname, 'examples');

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  paths: {
    '@tacit/browser': [join(ROOT, 'browser/src/index.ts')],
    '@tacit/guard': [join(ROOT, 'guard/src/index.ts')],
  },
};

/** The programs of a page, as files of a folder of its own. */
function programsOf(page: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)];
  return new Map(
    blocks.map(([, program = ''], index) => {
      const [, name = `${index + 1}.ts`] = /^\/\/ (\S+\.ts)\n/.exec(program) ?? [];
      return [join(FOLDER, page, name), program];
    }),
  );
}

/** What the compiler says of one page: what a package declares for everybody is not there for the others. */
function complaints(programs: ReadonlyMap<string, string>): readonly string[] {
  // The folders of the programs are nowhere: without this function none is asked for.
  const { directoryExists: _, ...host } = ts.createCompilerHost(OPTIONS);
  const compiled = ts.createProgram([...programs.keys()], OPTIONS, {
    ...host,
    fileExists: (file) => programs.has(file) || host.fileExists(file),
    readFile: (file) => programs.get(file) ?? host.readFile(file),
    getSourceFile: (file, options, onError) => {
      const program = programs.get(file);
      return program === undefined
        ? host.getSourceFile(file, options, onError)
        : ts.createSourceFile(file, program, options);
    },
  });
  return ts.getPreEmitDiagnostics(compiled).map(({ file, start = 0, messageText }) => {
    const line = file ? file.text.slice(0, start).split('\n').length : 0;
    const name = relative(FOLDER, file?.fileName ?? FOLDER);
    return `${name}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

for (const page of PAGES) {
  const programs = programsOf(page);
  if (programs.size === 0) continue;
  test(`every program of ${page} compiles under --strict`, () => {
    assert.deepEqual(complaints(programs), []);
  });
}

test('the pages of our packages have programs, and a wrong one is seen', () => {
  for (const page of ['README.md', 'browser/README.md', 'guard/README.md'])
    assert.notEqual(programsOf(page).size, 0, page);
  const wrong = "import { guard } from '@tacit/guard';\nguard({ issuer: 1, audience: 'a' });\n";
  assert.deepEqual(complaints(new Map([[join(FOLDER, 'wrong.ts'), wrong]])), [
    "wrong.ts:2 Type 'number' is not assignable to type 'string'.",
  ]);
});
