/**
 * How far a feature is rolled out in a region. No record: as the feature's own default says.
 */
import type { Database } from '../database.ts';

export type Rollout = {
  readonly feature: string;
  readonly region: string;
  readonly stage: 'off' | 'preview' | 'percent' | 'on';
  readonly percent: number;
};

export type Rollouts = {
  list(): Promise<readonly Rollout[]>;
};

const STAGES: readonly Rollout['stage'][] = ['off', 'preview', 'percent', 'on'];

/** The rollouts in a database. */
export function openRollouts(database: Database): Rollouts {
  return {
    async list() {
      const rows = await database.kysely
        .selectFrom('rollouts')
        .select(['feature', 'region', 'stage', 'percent'])
        .orderBy('feature')
        .orderBy('region')
        .execute();
      return rows.map((row) => ({ ...row, stage: stageOf(row.stage) }));
    },
  };
}

/** A stage that a newer version wrote is off for this one, which cannot know what it asks for. */
export function stageOf(stored: string): Rollout['stage'] {
  return STAGES.find((stage) => stage === stored) ?? 'off';
}
