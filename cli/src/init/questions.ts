/**
 * What `tacit init` asks on a terminal, and who judges the answers: the rules of the file.
 */
import type { Config } from '@tacit/server/config';
import { chooseStartTenant, listStartTenants, planStart } from '@tacit/server/operator';
import { type Choices, FLOWS, type InitFlags, readChoices, USUAL } from './choices.ts';
import { ask, type Question, type Streams } from './dialogue.ts';

type Asked = 'spa' | 'api' | 'flow' | 'tenant' | 'user';

/** The choices of whoever sits at the terminal; undefined when they went away. */
export async function askForChoices(
  config: Config,
  flags: InitFlags,
  streams: Streams,
): Promise<Choices | undefined> {
  const tenants = await listStartTenants(config);
  const questions: readonly Question<Asked>[] = [
    ...(tenants.length === 1
      ? []
      : [
          {
            name: 'tenant',
            says: `Tenant${tenants.length > 1 ? `, one of ${tenants.join(', ')}` : ''}`,
            usual: tenants[0] ?? 'dev',
          } as const,
        ]),
    { name: 'spa', says: 'Address of your page', usual: USUAL.spa },
    { name: 'api', says: 'Identifier of your API', usual: USUAL.api },
    { name: 'flow', says: `How the page gets tokens, ${FLOWS.join(' or ')}`, usual: FLOWS[0] ?? '' },
    ...(tenants.length === 0
      ? [{ name: 'user', says: 'E-mail address of the first user', usual: USUAL.user } as const]
      : []),
  ];
  const judge = (name: Asked, _: string, said: Partial<Record<Asked, string>>) =>
    mistakeOf(config, name, { ...flags, ...said });
  const answers = await ask({ questions, judge }, streams);
  return answers && readChoices({ ...flags, ...answers }).choices;
}

/** The first thing that is wrong with one answer, in the words of the rule. */
async function mistakeOf(config: Config, name: Asked, flags: InitFlags): Promise<string | undefined> {
  const { choices, mistakes } = readChoices(flags);
  const [mistake] = mistakes;
  if (mistake !== undefined) return mistake.replace(/^--\w+: /, '');
  const tenant = await chooseStartTenant(config, { ...choices, isMeant: flags.force === true });
  const planned = tenant.ok
    ? await planStart(config, { ...startOf(choices), tenant: tenant.value }, choices.user)
    : tenant;
  if (planned.ok) return undefined;
  return planned.error.find(({ answer }) => answer === name)?.message;
}

/** What was chosen, as the file says it; the tenant is known by who looked. */
export function startOf({ spa, api, flow, sdk }: Choices) {
  return { page: spa, api, flow, isOfArticle: sdk === 'article' };
}
