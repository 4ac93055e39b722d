/**
 * What is typed and not saved, by its place. It is in the page's memory like the tokens, and goes along when somebody has to sign in
 * again, so that they find it where they left it.
 */
export type Drafts = {
  get(place: string): unknown;
  keep(place: string, typed: unknown): void;
  drop(place: string): void;
  /** All there is, for the way to where one signs in; from then on leaving loses nothing. */
  takeAlong(): Readonly<Record<string, unknown>>;
  isTakenAlong(): boolean;
};

/** With those that came back from there. */
export function createDrafts(brought: unknown): Drafts {
  const kept = new Map<string, unknown>(Object.entries(Object(brought)));
  const way = { isTaken: false };
  return {
    get: (place) => kept.get(place),
    keep: (place, typed) => void kept.set(place, typed),
    drop: (place) => void kept.delete(place),
    takeAlong() {
      way.isTaken = true;
      return Object.fromEntries(kept);
    },
    isTakenAlong: () => way.isTaken,
  };
}
