/**
 * Apache as Debian ships it, in front of one server: it passes everything on, and has no size of anything. It lives in a temporary
 * folder and ends with the process.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../ports.ts';

const PROGRAM = '/usr/sbin/apache2';
const MODULES = '/usr/lib/apache2/modules';
const WHAT_TO_INSTALL = 'This needs Apache: install it (Debian: apt-get install apache2-bin).';

/** Starts it before the server at a port of this machine. */
export async function startApache(
  upstream: number,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  if (!existsSync(PROGRAM)) throw new Error(WHAT_TO_INSTALL);
  const folder = await mkdtemp(join(tmpdir(), 'tacit-apache-'));
  const port = await freePort();
  await writeFile(join(folder, 'httpd.conf'), configuration({ port, upstream, folder }));
  const shell = spawn('sh', ['-c', UNTIL_WE_END, PROGRAM, folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(shell, 'exit');
  const close = async () => {
    shell.stdin.end();
    await ended;
  };
  for await (const line of createInterface(shell.stdout)) {
    if (line.includes('resuming normal operations')) break;
    if (line.includes(':notice]')) continue;
    await close();
    throw new Error(`Apache did not start: ${line}`);
  }
  shell.stdout.resume();
  return { port, close };
}

/** The shell reads a pipe that only this process holds: it ends with us, however we end, and the shell takes all away. */
const UNTIL_WE_END =
  '"$0" -d "$1" -f httpd.conf -D FOREGROUND 2>&1 & read -r _; kill $! 2>/dev/null; wait; rm -rf "$1"';

type Place = { readonly port: number; readonly upstream: number; readonly folder: string };

function configuration({ port, upstream, folder }: Place): string {
  const modules = ['mpm_event', 'authz_core', 'proxy', 'proxy_http'];
  return `${modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
ServerName localhost
${userInfo().uid === 0 ? 'User www-data\nGroup www-data' : ''}
DefaultRuntimeDir ${folder}
PidFile ${folder}/pid
ErrorLog "|/bin/cat"
LogLevel notice
Listen 127.0.0.1:${port}
ProxyPreserveHost On
# Or nobody would be shown /dev/mailbox, which is for who comes by no proxy.
ProxyAddHeaders Off
ProxyPass / http://127.0.0.1:${upstream}/
`;
}
