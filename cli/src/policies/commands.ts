/**
 * `tacit test`: its words and its help.
 */
import type { Command } from 'commander';
import { example } from '../words.ts';
import type { TestChoice } from './test.ts';

/** Adds it to the program; told the exit code when it has run. */
export function addPolicyCommands(program: Command, finish: (code: number) => void): void {
  program
    .command('test')
    .summary('test policies over what is administered')
    .argument('<policies>', 'a policies.yaml: what has to hold; - for what is piped in')
    .option(
      '--file <name>',
      'over what this tacit.yaml would make, without a database; - for what is piped in',
    )
    .option('--tenant <name>', 'one tenant, by name or name.region; else all')
    .option('--json', 'print JSON')
    .option('--junit <name>', 'write a JUnit file as well, for CI')
    .description(
      'Test policies (no callback off our domains, no admin scope without a second factor) over what is administered, or over a tacit.yaml before it is applied. What does not hold is told with the record, its value, where it stands in the file, the request that shows it and the change that helps. Ends with 0 where every policy holds, 1 where one does not or has nothing to look at, 2 where nothing could be tested.',
    )
    .addHelpText(
      'after',
      example(
        'tacit test policies.yaml',
        'tacit test policies.yaml --file tacit.yaml --junit policies.xml',
        'tacit --server https://acme.eu.example.com test policies.yaml --json',
      ),
    )
    .action(async (policies: string, choice: TestChoice) =>
      finish(await (await import('./test.ts')).testPolicyFile(policies, choice)),
    );
}
