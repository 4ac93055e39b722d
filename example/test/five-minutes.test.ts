/**
 * "Your own application in five minutes" of the README, done word by word: the packages are packed, installed in a project of
 * Vite and Express, and somebody signs in.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../../server/test/e2e/chromium.ts';
import { signIn, type Visitor } from '../../server/test/e2e/harness.ts';
import { type Newcomer, newcomer } from './newcomer.ts';
import { readSteps } from './readme-steps.ts';

const STEPS = readSteps();
const COMMANDS = STEPS.flatMap((step) => (step.kind === 'write' ? [] : step.commands));

/** Loads all but what runs in threads of its own. */
const LOAD = `
import { globSync } from 'node:fs';
const modules = globSync('node_modules/tacit/{src,server}/**/*.js').filter((file) => !file.endsWith('worker.js'));
for (const file of modules) await import(\`./\${file}\`);
console.log(process.version);
`;

let somebody: Newcomer;
let browser: Awaited<ReturnType<typeof launch>>;
let printed: string;

before(async () => {
  [somebody, browser] = await Promise.all([newcomer(), launch()]);
  for (const step of STEPS) await somebody.follow(step);
  for (const address of ['http://localhost:4000/', 'http://localhost:3001/hello'])
    await somebody.untilAnswered(somebody.here(address));
  printed = somebody.printed();
});

after(async () => {
  await browser?.close();
  await somebody?.leave();
});

test('from the clone to the page there are fewer than eight commands, and tokens within five minutes', async (t) => {
  assert.ok(COMMANDS.length > 3 && COMMANDS.length < 8, COMMANDS.join('\n'));
  const page = await (await browser.newContext()).newPage();
  await open(page);
  await signInAsPrinted(page);
  await page.click('#consent-accept');
  await untilAnswerOfApi(page);
  t.diagnostic(`${Math.round(performance.now() / 1000)} seconds`);

  await somebody.end('npm run dev');
  await somebody.run('npm run build');
  await somebody.follow({ kind: 'serve', commands: ['npm run preview'] });
  await open(page);
  await untilAnswerOfApi(page);
});

test('tacit init prints the very files that the README shows', () => {
  for (const step of STEPS) {
    if (step.kind !== 'write') continue;
    assert.ok(somebody.here(printed).includes(somebody.here(step.text).trimEnd()), step.file);
  }
});

test('every module of the installed server can be loaded, on the Node that came with it', async () => {
  assert.match(await somebody.run('npx tacit --version'), /^\d+\.\d+\.\d+$/);
  await somebody.follow({ kind: 'write', file: 'load.mjs', text: LOAD });
  assert.match(await somebody.run("npx --call 'node load.mjs'"), /^v2[4-9]\./);
});

test('each package brings its licence, its changelog and its README', async () => {
  for (const name of ['@tacit/browser', '@tacit/guard', 'tacit'])
    await somebody.run(`(cd node_modules/${name} && ls LICENSE CHANGELOG.md README.md)`);
});

async function open(page: Visitor['page']): Promise<void> {
  const address = somebody.here('http://localhost:5173/');
  await somebody.untilAnswered(address);
  await page.goto(address);
}

async function signInAsPrinted(page: Visitor['page']): Promise<void> {
  const [, email = ''] = /^User: (.*)$/m.exec(printed) ?? [];
  const [, password] = /^Password: (.*)$/m.exec(printed) ?? [];
  await signIn({ email, page }, password);
}

/** The page shows what it has of the API, at its own address and with nothing behind it. */
async function untilAnswerOfApi(page: Visitor['page']): Promise<void> {
  await page.locator('body', { hasText: /^200 \{"hello":"auth0\|\w+"\}$/ }).waitFor();
  assert.equal(page.url(), somebody.here('http://localhost:5173/'));
}
