/**
 * `tacit rollout`: how far each feature is in each region. A running server sees a change with its next request.
 */
import { didYouMean } from '../protocol/nearest-name.ts';
import { err, ok, type Result } from '../protocol/result.ts';
import { FEATURES } from '../protocol/tenant/features.ts';
import { type DescribedRollout, STAGES } from '../resources/tenant/rollout.ts';
import { withStorageToRead } from './database.ts';
import { byOperator, type Ground } from './ground.ts';
import { withDesk } from './open-desk.ts';

export type RolloutRow = {
  readonly feature: string;
  readonly region: string;
  /** `off`, `preview`, `25 percent`, `on`. */
  readonly stage: string;
  /** False: nobody has said anything about this region, so the feature is on. */
  readonly is_set: boolean;
};

type RolloutChoice = {
  readonly feature: string;
  readonly region: string;
  readonly stage: string;
  readonly percent: string | undefined;
};

const REGION = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Every feature in every region that has a tenant, a row, or is the home region. */
export function listRollouts(
  config: Ground,
  _asked: Readonly<Record<string, never>> = {},
): Promise<readonly RolloutRow[]> {
  return withStorageToRead(config, async (storage) => {
    const [tenants, rollouts] = [await storage.tenants.list(), await storage.rollouts.list()];
    const regions = new Set([config.homeRegion, ...[...tenants, ...rollouts].map(({ region }) => region)]);
    return Object.keys(FEATURES).flatMap((feature) =>
      [...regions].sort().map((region) => {
        const row = rollouts.find((rollout) => rollout.feature === feature && rollout.region === region);
        return { feature, region, stage: row ? stageText(row) : 'on', is_set: row !== undefined };
      }),
    );
  });
}

/** Sets the stage of a feature in a region; a sentence when the words mean nothing. */
export async function setRollout(config: Ground, choice: RolloutChoice): Promise<Result<RolloutRow, string>> {
  const rollout = parseChoice(choice);
  if (!rollout.ok) return rollout;
  const wish = { kind: 'rollout', verb: 'put', meant: 'whole', said: rollout.value } as const;
  const done = await withDesk(config, ({ desk }) => desk.carryOut([wish], byOperator('rollout', config)));
  if (!done.ok) return err(done.error.map(({ message }) => message).join(' '));
  const { feature, region } = rollout.value;
  return ok({ feature, region, stage: stageText(rollout.value), is_set: true });
}

/** A stage as an operator says it. */
function stageText({ stage, percent }: Pick<DescribedRollout, 'stage' | 'percent'>): string {
  return stage === 'percent' ? `${percent} percent` : stage;
}

function parseChoice({
  feature,
  region,
  stage: word,
  percent,
}: RolloutChoice): Result<DescribedRollout, string> {
  const features = Object.keys(FEATURES);
  if (!features.includes(feature)) {
    const near = didYouMean(feature, features);
    return err(`There is no feature ${feature}${near === '' ? `; there is ${features.join(', ')}.` : near}`);
  }
  if (!REGION.test(region))
    return err(`A region is lower-case letters, digits and hyphens, not ${JSON.stringify(region)}.`);
  const stage = STAGES.find((known) => known === word);
  if (stage === undefined) return err(`There is no stage ${word}; there are ${STAGES.join(', ')}.`);
  if ((stage === 'percent') !== (percent !== undefined)) {
    return err(
      stage === 'percent'
        ? 'The stage percent needs --percent N.'
        : `--percent has no meaning with the stage ${stage}.`,
    );
  }
  if (percent === undefined) return ok({ feature, region, stage });
  if (!/^(100|[1-9]?[0-9])$/.test(percent))
    return err(`A percentage is a whole number from 0 to 100, not ${JSON.stringify(percent)}.`);
  return ok({ feature, region, stage, percent: Number(percent) });
}
