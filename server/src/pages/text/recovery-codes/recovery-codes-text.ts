/**
 * What is said of recovery codes, wherever they are shown.
 */
export type RecoveryCodesText = {
  readonly title: string;
  readonly lead: string;
  readonly copy: string;
  readonly copied: string;
  readonly download: string;
  readonly print: string;
  /** Until one of them was typed. */
  readonly unconfirmed: string;
  readonly label: string;
  readonly hint: string;
  readonly kept: string;
  readonly wrong: string;
  /** Goes on without. */
  readonly later: string;
};
