/**
 * Why the rest of a request is refused, where what is registered says more than the table does (RFC 6749 §4.1.2.1).
 */
import type { Client } from '../../resources/client/client.ts';
import { originOf } from '../client/redirect-uri.ts';
import type { Unusable } from '../parameters.ts';
import { clientFix, type Diagnosis, diagnose, listed } from './diagnosis.ts';

type Changed = Pick<Client, 'client_id' | 'is_built_in'>;

/** A page that would be told the answer stands at an origin that the client did not name. */
export function unregisteredOrigin(redirect_uri: string, client: Client): Diagnosis {
  const origin = originOf(redirect_uri);
  const { web_origins } = client;
  return diagnose('web_origin_unregistered', {
    sent: origin,
    // A page of an application's own scheme has no origin that could be named.
    fix:
      origin === 'null'
        ? undefined
        : clientFix(client, { field: 'web_origins', add: origin, beside: web_origins }),
    ...listed(web_origins),
  });
}

/** A parameter that came twice, cannot be decoded, or is too long. */
export function unusableParameter({ name, tooLong, why }: Unusable): Diagnosis {
  const code = tooLong ? 'parameter_too_long' : 'parameter_unreadable';
  return diagnose(code, { where: name, sentence: `${name} ${why}` });
}

/** The client says which response_types it uses, and this is another. */
export function unregisteredResponseType(
  response_type: string,
  client: Changed & { readonly response_types: readonly string[] },
): Diagnosis {
  const { response_types } = client;
  return diagnose('response_type_unregistered', {
    sent: response_type,
    fix: clientFix(client, { field: 'response_types', add: response_type, beside: response_types }),
    ...listed(response_types),
  });
}

/** The client has left the implicit grant behind, and its switch brings it back. */
export function forbiddenImplicit(response_type: string, client: Changed): Diagnosis {
  const fix = clientFix(client, { field: 'forbid_implicit', set: false });
  return diagnose('implicit_forbidden', { sent: response_type, fix });
}

/** What is asked for comes by a grant_type that the client does not have. */
export function unregisteredGrantType(response_type: string, grant_type: string, client: Client): Diagnosis {
  const { grant_types } = client;
  return diagnose('grant_type_unregistered', {
    sentence: `response_type ${response_type} needs the grant_type ${grant_type}, which the client does not have`,
    sent: response_type,
    fix: clientFix(client, { field: 'grant_types', add: grant_type, beside: grant_types }),
    ...listed(grant_types),
  });
}
