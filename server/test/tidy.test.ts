/**
 * What no linter sees: names, comments, and which room may use which function. A rule is a row; its message says what to
 * do, and a line that breaks it stands beside it, so that a rule that has gone blind is found too.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

/** Files that git tracks or would track; without a repository (a source archive) all that is not installed or built. */
function listFiles(): readonly string[] {
  if (!existsSync(join(ROOT, '.git'))) {
    const exclude = ['**/node_modules', '**/dist', 'bench/results', 'faults/results'];
    return globSync(['**/*.*', '.ci/*'], { cwd: ROOT, exclude });
  }
  const arguments_ = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const listed = execFileSync('git', arguments_, { cwd: ROOT, encoding: 'utf8' }).split('\0');
  return [...new Set(listed)].filter((path) => path !== '' && existsSync(join(ROOT, path)));
}

const FILES = listFiles();
const TEXT = /\.(?:ts|js|mjs|json|md|yaml|html|css|svg)$|^\.ci\//;
const TEST = /\.test\.ts$|\/test\//;
const SELF = 'server/test/tidy.test.ts';

function filesIn(where: RegExp, except?: RegExp): readonly string[] {
  const found = FILES.filter((path) => where.test(path) && !except?.test(path) && path !== SELF);
  assert.ok(found.length > 0, `the rule looks at no file, so it holds nothing: ${where}`);
  return found;
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g;
const blank = (text: string) => text.replace(/[^\n]/g, ' ');

/** What a rule looks at, with the rest blanked so that line numbers stay. */
const VIEWS = {
  all: (source: string) => source,
  code: (source: string) => source.replace(COMMENT, blank),
  comments: (source: string) => {
    const around = source.split(COMMENT).map(blank);
    const comments = source.match(COMMENT) ?? [];
    return around.map((gap, index) => gap + (comments[index] ?? '')).join('');
  },
} as const;

type Rule = {
  readonly says: string;
  readonly view: keyof typeof VIEWS;
  readonly where: RegExp;
  readonly except?: RegExp;
  readonly never: RegExp;
  /** A line that breaks it. */
  readonly breach: string;
};

const RULES: readonly Rule[] = [
  {
    says: 'No note to do something later: file an issue, or do it.',
    view: 'all',
    where: TEXT,
    except: /^(?:package-lock\.json|STYLE\.md)$/,
    never: /\b(?:TODO|FIXME|XXX)\b/g,
    breach: '// TODO: later',
  },
  {
    says: 'A path of one machine means nothing on another: write it relative to the repository.',
    view: 'all',
    where: TEXT,
    never: /(?<![\w.:/-])\/(?:work|home|Users|root)\/\w/g,
    breach: 'see /home/alice/notes',
  },
  {
    says: 'Write references as RFC 6749 §4.2.2 or OIDC Core §3.2.2.5.',
    view: 'comments',
    where: /^server\/src\/.*\.ts$/,
    except: TEST,
    never: /\bRFC-?\d|\b[Ss]ection \d|\b[Ss]ec\. ?\d|§ \d|\bRFC \d+, ?§/g,
    breach: '// RFC6749, section 4.2.2',
  },
  {
    says: 'Math.random can be guessed: use deps.random.',
    view: 'code',
    where: /^server\/src\/.*\.ts$/,
    never: /\bMath\.random\b/g,
    breach: 'const id = Math.random();',
  },
  {
    says: 'protocol is pure: take now, settings and randomness as arguments.',
    view: 'code',
    where: /^server\/src\/protocol\/.*\.ts$/,
    except: TEST,
    never: /\bDate\.now\b|\bnew Date\b|\bprocess\.|\bglobalThis\b|\bperformance\.|\bawait\b/g,
    breach: 'const now = Date.now();',
  },
  {
    says: 'JSON comes in at the edge: parse it in storage, keys, http or webauthn, into a type that says what it is.',
    view: 'code',
    where: /^server\/src\/.*\.ts$/,
    // The two pages hold scripts that run in the browser.
    except:
      /^server\/src\/(?:(?:storage|keys|http|webauthn)\/|pages\/(?:web-message|login\/webauthn-script)\.ts$)|\.test\.ts$/,
    never: /\bJSON\.parse\(/g,
    breach: 'const claims = JSON.parse(text);',
  },
  {
    says: 'Make nodes and set textContent: a string that becomes markup or code is how a script gets in.',
    view: 'code',
    where: /^(?:browser|example)\/.*\.(?:ts|html)$/,
    except: TEST,
    never: /\.(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write\b|\beval\(|\bnew Function\b/g,
    breach: 'element.innerHTML = name;',
  },
  {
    says: 'A test that does not run tests nothing: repair it or delete it.',
    view: 'code',
    where: TEST,
    never: /\{\s*(?:skip|only|todo)\b|\b(?:test|it|describe|suite|t)\.(?:only|skip|todo)\(/g,
    breach: "test.only('x', () => {});",
  },
];

for (const { says, view, where, except, never, breach } of RULES) {
  test(`tidy: ${says}`, () => {
    assert.match(VIEWS[view](breach), never, 'the rule does not see its own breach');
    const found = filesIn(where, except).flatMap((path) => {
      const text = VIEWS[view](read(path));
      return [...text.matchAll(never)].map(
        ({ index }) => `${path}:${text.slice(0, index).split('\n').length}`,
      );
    });
    assert.deepEqual(found, [], says);
  });
}

/** Strings with a tag in them that neither `html` nor `constantMarkup` made, by line. */
function strayMarkup(source: string): readonly number[] {
  const file = ts.createSourceFile('page.ts', source, ts.ScriptTarget.Latest, true);
  const found: number[] = [];
  const visit = (node: ts.Node): void => {
    const literal = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
    if (literal && /<[a-z!/]/i.test(node.getText(file)) && !isMarkup(node.parent)) {
      found.push(file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isMarkup(parent: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(parent)) return parent.tag.getText() === 'html';
  return ts.isCallExpression(parent) && parent.expression.getText() === 'constantMarkup';
}

test('tidy: HTML goes through html`…`, which escapes; a constant of ours through constantMarkup(…).', () => {
  for (const breach of [
    `const a = \`<b>\${name}</b>\`;`,
    "const a = '<b>' + name;",
    'raw`<b>`',
    'f(`<b>`)',
  ]) {
    assert.equal(strayMarkup(breach).length, 1, breach);
  }
  assert.deepEqual(strayMarkup(`html\`<b>\${html\`<i>\`}</b>\`; constantMarkup('<b>'); f<T>('a < b');`), []);
  const found = filesIn(/^server\/src\/pages\/.*\.ts$/, TEST).flatMap((path) =>
    strayMarkup(read(path)).map((line) => `${path}:${line}`),
  );
  assert.deepEqual(found, [], 'Build it with html`…`.');
});

const BANNED = /(?:^|[/.-])(?:helpers?|utils?|common|shared|manager|services?|impl|base|misc|lib)(?=[/.-]|$)/;

test('tidy: a file or folder is named for what it is; without a better name than helpers it has no place yet.', () => {
  for (const path of ['server/src/utils/x.ts', 'server/src/http/form-helpers.ts', 'lib/a.ts'])
    assert.match(path, BANNED);
  assert.deepEqual(
    filesIn(/\.(?:ts|js|mjs)$/).filter((path) => BANNED.test(path)),
    [],
  );
});

/** Files that carry no protocol of their own, with the reason why they name no specification. */
const NO_SPECIFICATION: ReadonlyMap<string, string> = new Map([
  ['server/src/protocol/result.ts', 'a carrier of outcomes'],
  ['server/src/protocol/digest.ts', 'its sections stand at its functions'],
  ['server/src/protocol/secret.ts', 'a carrier of values that must not be printed'],
  ['server/src/endpoints/health.ts', 'asked by load balancers, not by clients'],
  ['server/src/endpoints/preview.ts', 'asked by the dashboard, not by clients'],
]);

const OPENING = /^\/\*\*[\s\S]*?\*\//;
const SPECIFICATION = /\b(?:RFC \d+|OIDC|OAuth|OpenID|Auth0|ASVS)\b/;

test('tidy: a file of protocol, endpoints and grants opens with what it is and its section.', () => {
  const files = filesIn(/^server\/src\/(?:protocol|endpoints|grants)\/.*\.ts$/, TEST);
  const silent = files.filter((path) => {
    const [opening = ''] = OPENING.exec(read(path)) ?? [];
    return NO_SPECIFICATION.has(path) ? opening === '' : !SPECIFICATION.test(opening);
  });
  assert.deepEqual(
    silent,
    [],
    'Open the file with a block comment that names a section, as RFC 6749 §4.2.2.',
  );
  const gone = [...NO_SPECIFICATION.keys()].filter((path) => !files.includes(path));
  assert.deepEqual(gone, [], 'Take it off the list.');
});

/** The rooms that read the wire. */
const WIRE =
  /^(?:server\/src\/(?:app\.ts|(?:account|endpoints|factors|grants|http|keys|login|logout|own-account|pages|protocol|tenants|tokens|walk|webauthn)\/)|(?:browser|guard)\/src\/).*/;

/** What means more of Unicode, or of numbers, than a specification of the wire does. */
const BEYOND_ASCII =
  /\.(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|toLocaleLowerCase|toLocaleUpperCase)\(|\bparse(?:Int|Float)\(|\bNumber\(/;

/** Files that may, each with the reason. */
const NOT_OF_THE_WIRE: ReadonlyMap<string, string> = new Map([
  ['server/src/protocol/octets.ts', 'says what is meant instead'],
  ['guard/src/octets.ts', 'says what is meant instead'],
  ['server/src/protocol/nearest-name.ts', 'a guess at what somebody meant'],
  ['server/src/protocol/diagnosis/address-difference.ts', 'a guess at how an address came to differ'],
  ['server/src/protocol/end-user/end-user.ts', 'an address as a person types it has one canonical spelling'],
  ['server/src/protocol/end-user/initials.ts', 'names that a person types'],
  ['server/src/protocol/end-user/password-policy.ts', 'guesses at words of any language'],
  ['server/src/protocol/end-user/languages.ts', 'names that languages have for themselves'],
  ['server/src/protocol/end-user/profile.ts', 'names that a person types'],
  ['server/src/login/login.ts', 'an address that a person types'],
  ['server/src/own-account/factors.ts', 'a name that a person types'],
  ['server/src/pages/look/display-name.ts', 'a name as a page shows it'],
  ['server/src/pages/look/colour.ts', 'digits of a colour that was checked'],
  ['server/src/pages/look/branding.ts', 'digits of our own'],
  ['server/src/protocol/client/redirect-uri.ts', 'digits of a port that was checked'],
  [
    'server/src/protocol/diagnosis/address-difference.ts',
    'how people see what differs; nothing is accepted by it',
  ],
  ['server/src/protocol/nearest-name.ts', 'slips of people; nothing is accepted by it'],
  ['server/src/protocol/end-user/base32.ts', 'digits of our own'],
  ['server/src/http/client-address.ts', 'groups that the URL parser wrote'],
  ['browser/src/authorization/authorization-response.ts', 'a lifetime is a whole number of 31 bits'],
  ['guard/src/identifier.ts', 'whether there is anything to see in a name'],
  ['guard/src/issuer/key-source.ts', 'a number of the runtime'],
]);

test('tidy: white space, case and numbers of the wire are ASCII: use the functions of octets.ts.', () => {
  for (const breach of ['pair.trim()', 'host.toLowerCase()', 'Number.parseInt(text, 10)', 'Number(max_age)'])
    assert.match(breach, BEYOND_ASCII);
  const files = filesIn(WIRE, TEST).filter((path) => path.endsWith('.ts'));
  const found = files.filter((path) => BEYOND_ASCII.test(VIEWS.code(read(path))));
  const unlisted = found.filter((path) => !NOT_OF_THE_WIRE.has(path));
  assert.deepEqual(unlisted, [], 'Say what is meant, or put it on the list with the reason.');
  const gone = [...NOT_OF_THE_WIRE.keys()].filter((path) => !found.includes(path));
  assert.deepEqual(gone, [], 'Take it off the list.');
});

test('tidy: an answer is made by http/respond.ts, which takes its headers from the table and checks them.', () => {
  const made = filesIn(/^server\/src\/.*\.ts$/, TEST).filter((path) => /\bnew Response\(/.test(read(path)));
  assert.deepEqual(made, ['server/src/http/respond.ts']);
});

/** Files that may be longer than 300 lines, each with the reason. */
const LONG: ReadonlyMap<string, string> = new Map([
  ['server/src/protocol/authorization/interaction.test.ts', 'one table: the decision for every condition'],
  ['server/test/databases/every-storage-method.ts', 'one table: a call of every method of storage'],
  ['faults/faults.ts', 'one table: every fault and what must hold'],
  ['server/src/storage/schema.ts', 'a type a table'],
  ['server/src/management/absent/absent-families.ts', 'one table: what Auth0 has and is not here'],
  ['server/src/protocol/diagnosis/diagnoses.ts', 'one table: every reason to refuse a request'],
  ['server/src/protocol/diagnosis/inspection/remarks.ts', 'one table: all that is to be said of a request'],
  ['server/src/resources/client/client.ts', 'one table: every field of a client'],
]);

/** All that the pages say, the frame of the dashboard, and what forms say of fields: one table a language, and its type. */
const TABLES_OF_TEXTS =
  /^(?:server\/src\/pages\/text|dashboard\/src\/text(?:\/fields)?)\/(?:text|[a-z]{2})\.ts$|\.gen\.ts$/;

test('tidy: a file has one subject: 300 lines, unless it is a table that is listed here.', () => {
  const lines = (path: string) => read(path).trimEnd().split('\n').length;
  const long = filesIn(/\.(?:ts|js|mjs)$/, TABLES_OF_TEXTS).filter((path) => lines(path) > 300);
  assert.deepEqual(
    long.filter((path) => !LONG.has(path)),
    [],
    'Split the file by subject.',
  );
  assert.deepEqual(
    [...LONG.keys()].filter((path) => !long.includes(path)),
    [],
    'Take it off the list.',
  );
});

test('tidy: a room of more than 20 files, tests not counted, wants rooms inside, by subject.', () => {
  const files = filesIn(/^(?:[^/]+\/(?:src|test)|bench|faults)\/.*\.ts$/, TEST);
  // Migrations have an order and no subjects: they grow by one another, and none is ever edited.
  const isMigration = (path: string) => /\/migrations\/\d{4}-/.test(path);
  const rooms = Map.groupBy(
    files.filter((path) => !isMigration(path)),
    dirname,
  );
  assert.ok((rooms.get('server/src/protocol')?.length ?? 0) > 5, 'the rule does not see the rooms');
  assert.deepEqual(
    [...rooms].filter(([, all]) => all.length > 20).map(([room, all]) => `${room}: ${all.length}`),
    [],
  );
});

test('tidy: the rules see the repository.', () => {
  const rooms = new Set(FILES.map((path) => path.split('/')[0]));
  for (const room of ['server', 'browser', 'guard', 'cli', 'example', 'conformance'])
    assert.ok(rooms.has(room), room);
  assert.ok(FILES.length > 150, `only ${FILES.length} files`);
});
