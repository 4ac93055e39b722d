/**
 * Loaded into each server of the rig (`--import`): at SIGUSR2 it collects its garbage and gives the pages back, so that what is
 * measured is what it holds and not what V8 has not looked at yet.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

process.on('SIGUSR2', () => {
  setFlagsFromString('--expose-gc');
  const gc: NodeJS.GCFunction = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
});
