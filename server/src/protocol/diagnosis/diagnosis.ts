/**
 * Why a request was refused, for whoever has to mend it: one story for the error page, the log and the operator's tool. The
 * wire says `error` and `error_description` (RFC 6749 §4.1.2.1, §5.2) and nothing of this.
 */
import type { Client } from '../../resources/client/client.ts';
import { isMetadataUrl } from '../client/metadata-url.ts';
import { DIAGNOSES, type DiagnosisCode } from './diagnoses.ts';

/** What joins the list that a field is, and what is in it. */
type Joining = { readonly add: string; readonly beside: readonly string[] };

/** A change of one field of a client. */
type ClientChange =
  | ({
      readonly field:
        | 'redirect_uris'
        | 'allowed_logout_urls'
        | 'web_origins'
        | 'grant_types'
        | 'response_types';
    } & Joining)
  /** The switch between the implicit grant and code + PKCE alone. */
  | { readonly field: 'forbid_implicit'; readonly set: boolean };

/** A change of what is registered that would allow what was refused, by our names: for the desk to make, or a person to read. */
export type Fix =
  | ({ readonly kind: 'client'; readonly key: string } & ClientChange)
  | ({ readonly kind: 'settings'; readonly field: 'allowed_logout_urls' } & Joining)
  /** One that is to be made. */
  | { readonly kind: 'resource_server'; readonly key: string }
  /** One that is to be made: what a client may ask people for at an API; `key` is the client. */
  | {
      readonly kind: 'client_grant';
      readonly key: string;
      readonly audience: string;
      readonly scope: readonly string[];
    }
  | { readonly kind: 'settings'; readonly field: 'client_id_metadata_documents'; readonly set: true };

/** Where what was sent is not what is registered. */
export type Difference = {
  /** What is registered, and nearest. */
  readonly registered: string;
  /** The first character of what was sent that counts, from 1, in code points. */
  readonly character: number;
  /** `trailing slash`. */
  readonly what: string;
};

export type Diagnosis = {
  /** Stable, for tests and programs. */
  readonly code: DiagnosisCode;
  /** The parameter that is to blame, or `request`. */
  readonly where: string;
  /** Holds nothing of what was sent but names and, of an address, what is before its query. */
  readonly sentence: string;
  readonly section: string;
  readonly sent?: string | undefined;
  /** What there is instead, the nearest first, `MAX_REGISTERED` at most. */
  readonly registered?: readonly string[];
  /** How many more there are. */
  readonly left_out?: number;
  readonly difference?: Difference | undefined;
  readonly fix?: Fix | undefined;
};

/** As many as somebody reads. */
const MAX_REGISTERED = 10;

/** A diagnosis as its row has it, but for what is known better. */
export function diagnose(code: DiagnosisCode, known: Partial<Omit<Diagnosis, 'code'>> = {}): Diagnosis {
  const { where, sentence, section } = DIAGNOSES[code];
  return { code, where, sentence, section, ...known };
}

/** A change of a client; undefined: it has no record that could be changed. */
export function clientFix(client: Named, change: ClientChange): Fix | undefined {
  return isStored(client) ? { kind: 'client', key: client.client_id, ...change } : undefined;
}

type Named = Pick<Client, 'client_id'> & Partial<Pick<Client, 'is_built_in'>>;

/** Whether a client has a record: the server's own have none, and those that are known by the document at their address. */
export function isStored({ client_id, is_built_in }: Named): boolean {
  return is_built_in !== true && !isMetadataUrl(client_id);
}

/** What is registered, as far as it is told. */
export function listed(registered: readonly string[]): Pick<Diagnosis, 'registered' | 'left_out'> {
  const left_out = registered.length - MAX_REGISTERED;
  return { registered: registered.slice(0, MAX_REGISTERED), ...(left_out > 0 ? { left_out } : {}) };
}

/** Parameters of which a page names both or none: which of the two is to blame would tell whether there is such a client. */
const WHO_AND_WHERE = ['client_id', 'redirect_uri'];

/** The parameters to look at, as far as everybody may know them. */
export function placesToLook({ where }: Pick<Diagnosis, 'where'>): readonly string[] {
  return WHO_AND_WHERE.includes(where) ? WHO_AND_WHERE : [];
}
