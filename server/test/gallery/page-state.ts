/**
 * A page in one of its states, as the tests of accessibility and the pictures of the documentation show it.
 */
import type { Look } from '../../src/pages/look/look.ts';

export type PageState = {
  /** Kebab-case, the page first: `login-wrong-password`. */
  readonly name: string;
  readonly render: (look: Look) => string;
  /** The policy of a document that is none of our pages. */
  readonly csp?: string;
};
