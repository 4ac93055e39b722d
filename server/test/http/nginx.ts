/**
 * nginx as Debian ships it, in front of one server or several: one `location` that passes everything on, and no size of anything. It
 * lives in a temporary folder and ends with the process.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../ports.ts';

export type Nginx = {
  readonly port: number;
  /** What it has said since it listens. */
  readonly said: readonly string[];
  readonly close: () => Promise<void>;
};

const WHAT_TO_INSTALL = 'This needs nginx: install it (Debian: apt-get install nginx).';

/**
 * Starts nginx before servers at ports of this machine. Before several it takes them in turn, keeps its connections to them, and
 * asks each again at once after it was away.
 */
export async function startNginx(...upstreams: readonly number[]): Promise<Nginx> {
  const program = binary();
  const folder = await mkdtemp(join(tmpdir(), 'tacit-nginx-'));
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration({ port, upstreams, folder }));
  const shell = spawn('sh', ['-c', UNTIL_WE_END, program, folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = once(shell, 'exit');
  const close = async () => {
    shell.stdin.end();
    await ended;
  };
  for await (const line of createInterface(shell.stderr)) {
    // By then it listens.
    if (line.includes('start worker process ')) break;
    if (!line.includes('[emerg]')) continue;
    await close();
    throw new Error(`nginx did not start: ${line}`);
  }
  const said: string[] = [];
  shell.stderr.setEncoding('utf8').on('data', (part: string) => said.push(part));
  return { port, said, close };
}

/** The shell reads a pipe that only this process holds: it ends with us, however we end, and the shell takes all away. */
const UNTIL_WE_END =
  '"$0" -p "$1" -c nginx.conf -e stderr & read -r _; kill $! 2>/dev/null; wait; rm -rf "$1"';

function binary(): string {
  // Debian has it where only root looks.
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  const found = folders.map((folder) => join(folder, 'nginx')).find((file) => existsSync(file));
  if (found === undefined) throw new Error(WHAT_TO_INSTALL);
  return found;
}

type Keeping = { readonly upstream: readonly string[]; readonly location: readonly string[] };

/** As nginx comes, it keeps no connection to its servers. */
const AS_IT_COMES: Keeping = { upstream: [], location: [] };

const KEEPING: Keeping = {
  upstream: ['keepalive 16;'],
  location: ['proxy_http_version 1.1;', 'proxy_set_header Connection "";'],
};

type Place = { readonly port: number; readonly upstreams: readonly number[]; readonly folder: string };

function configuration({ port, upstreams, folder }: Place): string {
  const servers = upstreams.map((upstream) => `server 127.0.0.1:${upstream} max_fails=0;`);
  const keeping = upstreams.length > 1 ? KEEPING : AS_IT_COMES;
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
  upstream tacit {
    ${[...servers, ...keeping.upstream].join('\n    ')}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://tacit;
      ${[...keeping.location, 'proxy_set_header Host $http_host;'].join('\n      ')}
    }
  }
}
`;
}
