/**
 * How far a feature is in a region. It belongs to no tenant; where nothing is said a feature is on.
 */
import { FEATURES } from '../../protocol/tenant/features.ts';
import { optional, type RecordOf, required } from '../field.ts';
import type { Kind, Rule } from '../kind.ts';
import { oneOf, whole } from '../shape.ts';
import { region } from './tenant.ts';

export const STAGES = ['off', 'preview', 'percent', 'on'] as const;

const ROLLOUT_FIELDS = {
  feature: required(oneOf(Object.keys(FEATURES)), { sentence: 'The feature.', createOnly: true }),
  region: required(region, { sentence: 'The region.', createOnly: true }),
  stage: required(oneOf(STAGES), {
    sentence: 'Off, on for tenants that ask for it, for a share of the tenants, or on.',
  }),
  percent: optional(whole(0, 100), { sentence: 'How many of the tenants, with the stage `percent`.' }),
} as const;

export type DescribedRollout = RecordOf<typeof ROLLOUT_FIELDS>;

/** A percentage belongs to the stage `percent`, and only there. */
const RULES: readonly Rule[] = [
  {
    code: 'percent_missing',
    judge: ({ record: { stage, percent } }) =>
      stage === 'percent' && percent === undefined
        ? [{ path: ['stage'], message: 'percent needs the field {percent}' }]
        : [],
  },
  {
    code: 'percent_unused',
    judge: ({ record: { stage, percent } }) =>
      stage !== 'percent' && percent !== undefined
        ? [{ path: ['percent'], message: `has no meaning with the {stage} ${stage}` }]
        : [],
  },
];

export const ROLLOUT: Kind = {
  name: 'rollout',
  section: 'rollouts',
  command: 'rollouts',
  sentence: 'How far a feature is in a region.',
  key: ['feature', 'region'],
  fields: ROLLOUT_FIELDS,
  rules: RULES,
  unlike: [{ fields: ['feature', 'region'] }],
  columns: ['feature', 'region', 'stage', 'percent'],
  absence: 'default',
  implied: {},
  verbs: ['list', 'show', 'create', 'set', 'delete'],
};
