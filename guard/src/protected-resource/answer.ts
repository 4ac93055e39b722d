/**
 * What the guard answers by itself, in the handler's place.
 */

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
