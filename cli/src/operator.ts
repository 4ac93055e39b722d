/**
 * Whom a command speaks to: the operator of the database that the environment names, or of the server that `--server` does. No
 * command can tell.
 */
import { databaseName } from './database-name.ts';
import { complain, configured } from './output.ts';
import type { Credentials } from './server/connection.ts';
import { serverOfEnvironment } from './server/issuer.ts';
import type { OperatorAt } from './server/operator-at.ts';
import { ownTerminal } from './terminal.ts';

/** The operator; undefined after it was said what is missing. `isNew`: there may be no database yet. */
export async function findOperator({ isNew = false } = {}): Promise<OperatorAt | undefined> {
  const server = ownTerminal().env['TACIT_SERVER'];
  if (server !== undefined && server !== '') return overApi();
  const config = await configured({ isNew });
  if (!config) return undefined;
  // Help and wrong usage need no database, nor what reaches one.
  const [{ configWarnings }, { operatorOnDatabase }] = await Promise.all([
    import('@tacit/server/config'),
    import('@tacit/server/operator'),
  ]);
  const warnings = configWarnings(config).filter((warning) => /SMTP|mail server/.test(warning));
  return {
    ...operatorOnDatabase(config),
    place: databaseName(),
    mailWarnings: config.smtpUrl === undefined ? [] : warnings,
  };
}

async function overApi(): Promise<OperatorAt | undefined> {
  const issuer = serverOfEnvironment();
  const credentials = issuer && (await findCredentials(issuer));
  if (!credentials) return undefined;
  const [{ connect }, { operatorOverApi }] = await Promise.all([
    import('./server/connection.ts'),
    import('./server/over-api.ts'),
  ]);
  return operatorOverApi(connect(issuer, credentials));
}

/** Of an application, where the environment names one; else of whoever has signed in. */
async function findCredentials(issuer: URL): Promise<Credentials | undefined> {
  const { TACIT_CLIENT_ID: client_id, TACIT_CLIENT_SECRET: client_secret } = ownTerminal().env;
  if (client_id && client_secret) return { client_id, client_secret };
  const { isGood, signedInAt } = await import('./sign-in/signed-in.ts');
  const signedIn = await signedInAt(issuer);
  if (signedIn && isGood(signedIn)) return signedIn;
  if (signedIn && ownTerminal().stdin.isTTY && ownTerminal().stderr.isTTY) {
    complain([`${issuer.origin}: your sign-in has ended.`]);
    const [{ signIn }, { openBrowser }] = await Promise.all([
      import('./sign-in/login.ts'),
      import('./sign-in/browser.ts'),
    ]);
    return signIn(issuer, { port: 0, open: openBrowser });
  }
  complain([
    `${issuer.origin}: ${signedIn ? 'your sign-in has ended: sign in again by' : 'sign in by'} \`tacit login\`, or set TACIT_CLIENT_ID and TACIT_CLIENT_SECRET to an application that may use its Management API (docs/guides/operate-from-your-machine.md).`,
  ]);
  return undefined;
}
