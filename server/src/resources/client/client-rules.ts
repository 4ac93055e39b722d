/**
 * What makes a client wrong, whoever registers it: the operator's file, the Management API, the client itself.
 */

import { findResponseType, grantTypesOf } from '../../protocol/authorization/response-type.ts';
import { isPublicClient } from '../../protocol/client/authentication-methods.ts';
import type { AppType } from '../../protocol/client/client.ts';
import {
  registrableOrigin,
  registrablePage,
  registrableRedirectUri,
  registrableWebAddress,
} from '../../protocol/client/registrable-uri.ts';
import { sectorOf } from '../../protocol/client/sector.ts';
import type { Judged, Rule, Values } from '../kind.ts';
import { eachOf, noneTwice, ownName, textsOf, together } from '../rules.ts';
import { REFRESH_POLICY_RULES } from './refresh-policy-rules.ts';
import { REGISTRABLE_GRANT_TYPES } from './supported-metadata.ts';

/** Fields of addresses that the server itself asks. */
const ASKED = ['jwks_uri', 'sector_identifier_uri', 'backchannel_logout_uri', 'request_uris'] as const;

/** Fields of pages and pictures that browsers are led to. */
const PAGES = [
  'logo_uri',
  'client_uri',
  'policy_uri',
  'tos_uri',
  'initiate_login_uri',
  'frontchannel_logout_uri',
  'sector_identifier_uri',
] as const;

/** What only a program on the End-User's own machine needs. */
const NATIVE_ONLY = ['unsafe_unclaimed_redirect_schemes', 'unsafe_any_port_of_localhost'] as const;

/** Clients of one tenant that registered themselves. */
export const MAX_REGISTERED = 10_000;

export const CLIENT_RULES: readonly Rule[] = [
  ownName('client', 'client_id'),
  noneTwice([
    'redirect_uris',
    'allowed_logout_urls',
    'web_origins',
    'allowed_origins',
    'grant_types',
    'response_types',
    'request_uris',
  ]),
  // RU-23: every field that holds an address, not only the callbacks.
  eachOf('invalid_redirect_uri', ['redirect_uris', 'allowed_logout_urls'], (uri, record) =>
    registrableRedirectUri(uri, {
      app_type: appType(record),
      unsafe_unclaimed_redirect_schemes: record['unsafe_unclaimed_redirect_schemes'] === true,
    }),
  ),
  eachOf('invalid_origin', ['web_origins', 'allowed_origins'], (text, record) =>
    registrableOrigin(text, { app_type: appType(record) }),
  ),
  ...NATIVE_ONLY.map((name) =>
    together('of_native_clients_only', name, {
      message: 'has a meaning for a client whose {app_type} is native, and for no other',
      isBroken: ({ record }) => record[name] === true && appType(record) !== 'native',
    }),
  ),
  eachOf('invalid_page', PAGES, registrablePage),
  eachOf('invalid_address', ['jwks_uri', 'backchannel_logout_uri', 'request_uris'], registrableWebAddress),
  {
    // Third-party-initiated login, OIDC Core §4: https alone.
    code: 'invalid_page',
    only: 'registration',
    judge: ({ record: { initiate_login_uri: uri } }) =>
      typeof uri === 'string' && !uri.startsWith('https:')
        ? [{ path: ['initiate_login_uri'], message: 'is not https' }]
        : [],
  },
  {
    // SF-01: what the server would refuse to ask is refused here already, with one text for every reason (SF-06).
    code: 'unreachable_address',
    only: 'registration',
    judge: ({ record }, { isReachable }) =>
      ASKED.flatMap((name) =>
        textsOf(record[name]).flatMap(([uri, ...place]) =>
          isReachable(uri) || !registrableWebAddress(uri).ok
            ? []
            : [{ path: [name, ...place], message: 'is not an https address that this server may ask' }],
        ),
      ),
  },
  {
    // Whoever may register could go on for ever.
    code: 'too_many_registrations',
    only: 'registration',
    judge: (_, { hasAllRegistrations }) =>
      hasAllRegistrations ? [{ path: [], message: 'there are too many registered clients' }] : [],
  },
  {
    // An operator may make a client before it is known where it will live.
    ...together('redirect_uris_missing', 'redirect_uris', {
      message: 'is missing',
      isBroken: ({ record }) =>
        texts(record['grant_types']).some((name) => name !== 'refresh_token') &&
        texts(record['redirect_uris']).length === 0,
    }),
    only: 'registration',
  },
  {
    // What a client gets for itself is the operator's to give.
    code: 'grant_not_registrable',
    only: 'registration',
    judge: ({ record }) =>
      texts(record['grant_types']).flatMap((name, place) =>
        REGISTRABLE_GRANT_TYPES.has(name)
          ? []
          : [
              {
                path: ['grant_types', place],
                message: `is not one of ${[...REGISTRABLE_GRANT_TYPES].join(', ')}`,
              },
            ],
      ),
  },
  together('jwks_beside_jwks_uri', 'jwks_uri', {
    message: 'stands beside {jwks}: give one of them',
    isBroken: ({ record }) => record['jwks'] !== undefined && record['jwks_uri'] !== undefined,
  }),
  {
    // A client authenticates by what it was given: a secret, or keys; with neither it is public.
    code: 'client_secret_missing',
    judge: (judged, { makesSecrets }) =>
      usesSecret(judged) && !hasSecret(judged) && !makesSecrets
        ? [{ path: ['token_endpoint_auth_method'], message: 'needs the field {client_secret}' }]
        : [],
  },
  {
    code: 'client_secret_sealed_missing',
    judge: (judged, { makesSecrets }) =>
      method(judged) === 'client_secret_jwt' &&
      hasSecret(judged) &&
      judged.secrets['client_secret'] === undefined &&
      judged.record['client_secret_sealed'] === undefined &&
      !makesSecrets
        ? [
            {
              path: ['token_endpoint_auth_method'],
              message: 'needs the field {client_secret}: of the one that is stored only a hash is known',
            },
          ]
        : [],
  },
  {
    code: 'client_secret_unused',
    judge: (judged) =>
      judged.secrets['client_secret'] !== undefined && !usesSecret(judged)
        ? [{ path: ['client_secret'], message: `has no meaning with the method ${method(judged)}` }]
        : [],
  },
  together('keys_missing', 'token_endpoint_auth_method', {
    message: 'needs the field {jwks} or {jwks_uri}',
    isBroken: (judged) =>
      method(judged) === 'private_key_jwt' &&
      judged.record['jwks'] === undefined &&
      judged.record['jwks_uri'] === undefined,
  }),
  {
    // A public client has no token of its own (RFC 6749 §4.4).
    code: 'client_credentials_of_nobody',
    judge: (judged) => {
      const place = texts(judged.record['grant_types']).indexOf('client_credentials');
      return isPublicClient(judged.record) && place >= 0
        ? [{ path: ['grant_types', place], message: 'needs the field {client_secret}' }]
        : [];
    },
  },
  together('introspection_by_nobody', 'resource_server_identifier', {
    message: 'needs the field {client_secret}: an API that introspects proves who it is',
    isBroken: (judged) =>
      isPublicClient(judged.record) && judged.record['resource_server_identifier'] !== undefined,
  }),
  together('assertion_alg_of_another_method', 'token_endpoint_auth_signing_alg', {
    message: 'does not go with {token_endpoint_auth_method}',
    isBroken: (judged) => {
      const { token_endpoint_auth_signing_alg: alg } = judged.record;
      if (typeof alg !== 'string') return false;
      return method(judged) !== (alg.startsWith('HS') ? 'client_secret_jwt' : 'private_key_jwt');
    },
  }),
  together('response_type_without_grant', 'response_types', {
    message: 'has a type whose grant is not among {grant_types}',
    isBroken: ({ record }) => {
      const granted = texts(record['grant_types']);
      return texts(record['response_types'])
        .flatMap((name) => [findResponseType(name)].filter((row) => row !== undefined))
        .flatMap(grantTypesOf)
        .some((name) => !granted.includes(name));
    },
  }),
  // OIDC Core §8.1: one sector, or the names in it would not be those of one client.
  together('several_sectors', 'subject_type', {
    message: 'pairwise with {redirect_uris} on several hosts or none needs {sector_identifier_uri}',
    isBroken: ({ record }) => record['subject_type'] === 'pairwise' && isOfNoSector(record),
  }),
  // OIDC Front-Channel Logout §2: it is loaded in a frame, so it belongs to the client as its callbacks do.
  together('frontchannel_logout_elsewhere', 'frontchannel_logout_uri', {
    message: 'is at another origin than every one of {redirect_uris}',
    isBroken: ({ record }) => isElsewhere(record['frontchannel_logout_uri'], texts(record['redirect_uris'])),
  }),
  ...REFRESH_POLICY_RULES,
];

function texts(value: unknown): readonly string[] {
  return textsOf(value).map(([text]) => text);
}

function appType({ app_type }: Values): AppType {
  return app_type === 'native' ? app_type : 'spa';
}

function method({ record }: Judged): unknown {
  return record['token_endpoint_auth_method'];
}

function usesSecret(judged: Judged): boolean {
  const name = method(judged);
  return typeof name === 'string' && name.startsWith('client_secret_');
}

function hasSecret({ record, secrets }: Judged): boolean {
  return secrets['client_secret'] !== undefined || record['client_secret_hash'] !== undefined;
}

function isOfNoSector({ redirect_uris, sector_identifier_uri }: Values): boolean {
  const callbacks = texts(redirect_uris);
  const [document] = texts(sector_identifier_uri);
  const parses = [...callbacks, document ?? 'https://x'].every((uri) => URL.canParse(uri));
  return parses && sectorOf({ redirect_uris: callbacks, sector_identifier_uri: document }) === undefined;
}

function isElsewhere(uri: unknown, callbacks: readonly string[]): boolean {
  if (typeof uri !== 'string' || !URL.canParse(uri)) return false;
  const { origin } = new URL(uri);
  return !callbacks.some((callback) => URL.canParse(callback) && new URL(callback).origin === origin);
}
