import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { KINDS, namesAt } from '@tacit/server/resources';
import { operator } from './operator.ts';

/** What bash would offer behind a line, as it asks the function that the script defines. */
const ASK = `
source "$1"
COMP_LINE="$2" COMP_POINT=\${#2}
complete -p tacit >/dev/null || exit 3
_tacit
printf '%s\\n' "\${COMPREPLY[@]}"
`;

test('bash completes commands, verbs, flags and values', async (t) => {
  const { tacit, directory } = await operator(t);
  const script = join(directory, 'completion.bash');
  const printed = await tacit(['completion', 'bash']);
  assert.equal(printed.code, 0);
  await writeFile(script, printed.stdout);
  const offered = (line: string) =>
    execFileSync('bash', ['--norc', '-c', ASK, 'bash', script, line], { encoding: 'utf8' })
      .trim()
      .split('\n');

  assert.deepEqual(offered('tacit cl'), ['clients', 'client-grants']);
  assert.deepEqual(offered('tacit tenants '), [
    'list',
    'show',
    'create',
    'set',
    'delete',
    'move',
    'restore',
    'purge',
  ]);
  assert.deepEqual(offered('tacit clients set shop --app'), ['--app_type']);
  assert.deepEqual(offered('tacit clients set shop --name Shop --app_type n'), ['native', 'non_interactive']);
  assert.deepEqual(offered('tacit clients set shop --is_first_party '), ['true', 'false']);
  assert.deepEqual(offered('tacit clients set shop --grant_types implicit ref'), ['refresh_token']);
  assert.deepEqual(offered('tacit clients set shop --add-grant'), ['--add-grant_types']);
  assert.deepEqual(offered('tacit clients set shop --is_first_party true '), ['']);
  assert.deepEqual(offered('tacit clients set shop --name '), ['']);
  assert.deepEqual(offered('tacit completion '), ['']);
  // Bash puts what is offered behind the last colon, and reads a blank as the end of a word.
  assert.deepEqual(offered('tacit clients set shop --grant_types urn:ietf:params:oauth:grant-type:d'), [
    'device_code',
  ]);
  assert.deepEqual(offered('tacit clients set shop --response_types id_token'), [
    'id_token',
    'id_token\\ token',
  ]);
  assert.deepEqual(offered('tacit clients create --jwt_configuration.alg E'), ['ES256', 'EdDSA']);
});

test('every field that can be written is in the script of every shell', async (t) => {
  const { tacit } = await operator(t);
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await tacit(['completion', shell]);
    for (const kind of Object.values(KINDS).filter(({ verbs }) => verbs.includes('set')))
      for (const { path, field } of namesAt('auth0', kind))
        assert.ok(field.computed || stdout.includes(path.join('.')), `${shell} ${kind.name} ${path}`);
  }
});
