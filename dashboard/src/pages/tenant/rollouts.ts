/**
 * What the acts of the operator's tool answer about features: an answer of theirs is words, which are read here.
 */
import { isDocument } from '../../record/stored.ts';

export const STAGES = ['off', 'preview', 'percent', 'on'] as const;

export type Stage = (typeof STAGES)[number];

export type Rollout = {
  readonly feature: string;
  readonly region: string;
  readonly stage: Stage;
  /** As it is typed; of another stage it is nothing. */
  readonly percent: string;
  readonly isSet: boolean;
};

/** Acts take a body, even those that nothing is said to. */
export const TO_NOBODY = { body: {} } as const;

/** Every feature in every region; the stage is `off`, `preview`, `25 percent` or `on`. */
export function readRollouts(answer: unknown): readonly Rollout[] {
  const rows = Array.isArray(answer) ? answer.filter(isDocument) : [];
  return rows.map(({ feature, region, stage, is_set }) => {
    const words = String(stage).split(' ');
    return {
      feature: String(feature),
      region: String(region),
      stage: STAGES.find((one) => one === words.at(-1)) ?? 'on',
      percent: words.length > 1 ? String(words[0]) : '',
      isSet: is_set === true,
    };
  });
}

/** What is wrong with what an act was told; undefined: it was done. */
export function readAnswer(answer: unknown): string | undefined {
  if (!isDocument(answer) || answer['ok'] === true) return undefined;
  return String(answer['error']);
}

export function isSame(a: Rollout, b: Rollout): boolean {
  return a.stage === b.stage && (a.stage !== 'percent' || a.percent === b.percent);
}
