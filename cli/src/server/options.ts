/**
 * `--server`: every command at a server far away. What the flags say is what the variables would, so that each part of a command finds
 * it in one place.
 */
import type { Command } from 'commander';
import { ownTerminal } from '../terminal.ts';

/** What is done at the machine of the server, or to its database alone. */
const HERE: ReadonlySet<string> = new Set(['tacit serve', 'tacit init', 'tacit config', 'tacit keys rewrap']);

/** Adds the flags to the program. */
export function addServerOptions(program: Command): void {
  program
    .option(
      '--server <url>',
      'work at a server, by its Management API, and not at the database (TACIT_SERVER)',
    )
    .option(
      '--unsafe-server-without-tls',
      'take http: for it, where whoever is on the way reads along (TACIT_UNSAFE_SERVER_WITHOUT_TLS)',
    )
    .hook('preAction', (_, command) => {
      const { server, unsafeServerWithoutTls } = program.opts();
      if (server !== undefined) ownTerminal().env['TACIT_SERVER'] = String(server);
      if (unsafeServerWithoutTls === true) ownTerminal().env['TACIT_UNSAFE_SERVER_WITHOUT_TLS'] = 'true';
      const path = pathOf(command);
      if (ownTerminal().env['TACIT_SERVER'] && HERE.has(path))
        command.error(`error: \`${path}\` is done where the database is: without --server and TACIT_SERVER`, {
          exitCode: 2,
        });
    });
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
