/**
 * nginx as Debian ships it, in front of a server: one `location` that passes everything on, and no size of anything. It lives in a
 * temporary folder and ends with the process.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './stack.ts';

export type Nginx = { readonly port: number; readonly close: () => Promise<void> };

const WHAT_TO_INSTALL = 'This needs nginx: install it (Debian: apt-get install nginx).';

/** Starts nginx before a server at a port of this machine. */
export async function startNginx(upstream: number): Promise<Nginx> {
  const program = binary();
  const folder = await mkdtemp(join(tmpdir(), 'tacit-nginx-'));
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration({ port, upstream, folder }));
  const child = spawn(program, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const leave = () => child.kill();
  process.once('exit', leave);
  const ended = once(child, 'exit');
  const said: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    said.push(line);
    // By then it listens.
    if (line.includes('start worker process ')) break;
  }
  child.stderr.resume();
  if (child.exitCode !== null) throw new Error(`nginx did not start: ${said.join('\n')}`);
  return {
    port,
    close: async () => {
      process.off('exit', leave);
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function binary(): string {
  // Debian has it where only root looks.
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  const found = folders.map((folder) => join(folder, 'nginx')).find((file) => existsSync(file));
  if (found === undefined) throw new Error(WHAT_TO_INSTALL);
  return found;
}

type Place = { readonly port: number; readonly upstream: number; readonly folder: string };

function configuration({ port, upstream, folder }: Place): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `${userInfo().uid === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  ${paths.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://127.0.0.1:${upstream};
      proxy_set_header Host $http_host;
    }
  }
}
`;
}
