/**
 * What was asked for and what was acknowledged. Whatever is done is written down before it is sent, and once more when its
 * answer has come: only what was answered binds the server, and what was not answered may be there or not, but not half.
 */
import type { Person, TenantName } from './tenants.ts';

/** `asked`: nobody knows whether it was done. */
type State = 'asked' | 'done';

type Account = { readonly person: Person; state: State };
type Change = { readonly person: Person; readonly next: string; state: State };
type Code = { readonly tenant: TenantName; readonly code: string; state: State };
type Agreement = { readonly person: Person; readonly client_id: string; state: State };
type Token = { readonly tenant: TenantName; readonly kind: 'access' | 'id'; readonly jwt: string };

/** The refresh tokens of one login. */
export type Family = {
  readonly tenant: TenantName;
  latest: string;
  readonly spent: string[];
  /** A refresh was sent and not answered: `latest` may be spent. */
  isUncertain: boolean;
  end: 'lives' | State;
};

type BrowserSession = {
  readonly person: Person;
  readonly cookies: ReadonlyMap<string, string>;
  end: 'lives' | State;
};

export type Ledger = {
  readonly accounts: Account[];
  readonly changes: Change[];
  readonly codes: Code[];
  readonly agreements: Agreement[];
  readonly tokens: Token[];
  readonly families: Family[];
  readonly sessions: BrowserSession[];
  /** What must not be in any log. */
  readonly canaries: Set<string>;
  readonly count: { intents: number; acks: number; unanswered: number; refused: number };
  /** Answers that were neither what was asked for nor a refusal that is documented. */
  readonly surprises: string[];
};

/** An empty one. */
export function createLedger(people: readonly Person[]): Ledger {
  return {
    accounts: [],
    changes: [],
    codes: [],
    agreements: [],
    tokens: [],
    families: [],
    sessions: [],
    canaries: new Set(people.map(({ password }) => password)),
    count: { intents: 0, acks: 0, unanswered: 0, refused: 0 },
    surprises: [],
  };
}
