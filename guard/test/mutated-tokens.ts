/**
 * Tokens of an issuer, each with one thing wrong, and requests that carry them wrongly: what the first finding has to be.
 */
import type { FindingCode } from '../src/diagnosis/finding.ts';
import { type Requirement, requireScope, requireUser } from '../src/protected-resource/requirement.ts';
import { AUDIENCE, type Issuer, NOW } from './issuer.ts';
import { base64url, ES256, OTHER_RS256, RS256, renamed, signText } from './signing-keys.ts';

export type Mutation = readonly [
  code: FindingCode,
  authorization: string,
  ...requirements: readonly Requirement[],
];

export const PERSON = {
  sub: 'auth0|ada-7',
  email: 'ada@example.test',
  name: 'Ada Lovelace',
  nickname: 'countess',
  phone_number: '+441234567',
};

/** At least a hundred. */
export function mutations(issuer: Issuer): readonly Mutation[] {
  const { issuer: iss } = issuer;
  const bare = iss.slice(0, -1);
  const token = (claims = {}, header = {}, key = RS256) =>
    issuer.token({ ...PERSON, ...claims }, header, key);
  const [head = '', body = '', signature = ''] = token().split('.');
  const signed = (header: string, payload: string) => signText(header, payload, RS256);
  const header = JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid: RS256.kid });
  const idToken = {
    ...PERSON,
    aud: 'spa1',
    azp: undefined,
    client_id: undefined,
    scope: undefined,
    nonce: 'n',
  };
  const values: readonly (readonly [FindingCode, readonly string[]])[] = [
    [
      'token_placeholder',
      [
        'undefined',
        'null',
        'NaN',
        '[object Object]',
        '[object Promise]',
        '\x24{token}',
        '{{access_token}}',
        '<token>',
        '%TOKEN%',
        'YOUR_ACCESS_TOKEN',
        'token',
        'access_token',
        'false',
      ],
    ],
    [
      'token_wrapped',
      [
        `"${token()}"`,
        `'${token()}'`,
        `Bearer ${token()}`,
        `bearer ${token()}`,
        `${token()}"`,
        `${token()} x`,
        `\`${token()}\``,
      ],
    ],
    ['token_encrypted', [`${head}..${body}.${body}.${signature}`, `eyJhbGciOiJkaXIifQ.a.b.c.d`]],
    [
      'token_cut',
      [
        head,
        `${head}.${body}`,
        `${head}.${body}.`,
        `${token()}.x`,
        `.${body}.${signature}`,
        token().slice(0, 40),
        `${head}.${body}.${signature}=`,
        'eyJhbGciOiJSUzI1NiJ9',
      ],
    ],
    ['not_a_jws', ['x', 'a.b', 'tk_4fOp9aQe', 'v2.local.AAAA', 'dGVzdA==', '8xLOxBtZp8', 'a'.repeat(16_384)]],
    ['token_too_large', ['a'.repeat(16_385), token({ more: 'x'.repeat(16_384) })]],
    [
      'malformed_header',
      [
        `${base64url('[]')}.${body}.${signature}`,
        `${base64url('{"alg":"RS256","alg":"RS256"}')}.${body}.${signature}`,
        `${base64url('RS256')}.${body}.${signature}`,
      ],
    ],
    [
      'refused_header_parameter',
      ['crit', 'b64', 'cty', 'enc', 'zip'].map((name) => token({}, { [name]: ['exp'] })),
    ],
    [
      'refused_alg',
      [
        ...['none', 'HS256', 'RS384', 'PS384', 'rs256', 'ES256K', ''].map((alg) => token({}, { alg })),
        token({}, { alg: undefined }),
        token({}, { alg: 'RS512' }),
        token({}, { alg: 'PS256' }),
      ],
    ],
    [
      'refused_typ',
      ['JWT', 'jwt', 'at-jwt', 'dpop+jwt', 'logout+jwt', '']
        .map((typ) => token({}, { typ }))
        .concat(token({}, { typ: undefined })),
    ],
    [
      'looks_like_id_token',
      [
        token(idToken, { typ: 'JWT' }),
        token(idToken, { typ: undefined }),
        token({ nonce: 'n' }, { typ: 'JWT' }),
        token({ at_hash: 'x' }, { typ: 'JWT' }),
      ],
    ],
    [
      'unknown_key',
      [
        token({}, { kid: 'old' }),
        token({}, { kid: undefined }),
        token({}, { kid: ES256.kid }),
        token({}, { alg: 'ES256' }),
        token({}, {}, renamed(OTHER_RS256, 'rs-9')),
      ],
    ],
    [
      'bad_signature',
      [
        token({}, {}, renamed(OTHER_RS256, RS256.kid)),
        `${head}.${body}.${base64url('x'.repeat(256))}`,
        `${head}.${base64url(JSON.stringify(issuer.claims({ scope: 'admin' })))}.${signature}`,
      ],
    ],
    ['malformed_claims', [signed(header, '[]'), signed(header, 'x'), signed(header, '{"iss":1,"iss":2}')]],
    ['iss_but_for_slash', [token({ iss: bare }), token({ iss: `${iss}/` })]],
    [
      'wrong_iss',
      [
        undefined,
        1,
        '',
        'https://evil.test/',
        iss.toUpperCase(),
        `${iss}x`,
        [iss],
        iss.replace('http:', 'https:'),
        iss.replace('localhost', '127.0.0.1'),
      ].map((other) => token({ iss: other })),
    ],
    // The keys are another issuer’s, because the token is.
    [
      'wrong_iss',
      [
        token({ iss: 'https://other.test/' }, { kid: 'of-other' }),
        token({ iss: 'https://other.test/' }, {}, renamed(OTHER_RS256, RS256.kid)),
        token({ iss: 'https://other.test/' }, { alg: 'HS256' }),
      ],
    ],
    ['aud_but_for_slash', [token({ aud: `${AUDIENCE}/` }), token({ aud: ['x', `${AUDIENCE}/`] })]],
    [
      'wrong_aud',
      [
        undefined,
        7,
        '',
        [],
        'spa1',
        'https://other.test',
        ['https://other.test', `${iss}userinfo`],
        AUDIENCE.toUpperCase(),
        [AUDIENCE, 5],
        `${AUDIENCE}/v1`,
        `${iss}api/v2/`,
      ].map((aud) => token({ aud })),
    ],
    ['invalid_sub', [undefined, '', 5, ' ', 'a\u200bb'].map((sub) => token({ sub }))],
    [
      'invalid_client',
      [
        token({ azp: undefined, client_id: undefined }),
        token({ azp: 'a', client_id: 'b' }),
        token({ client_id: 5, azp: undefined }),
      ],
    ],
    [
      'times_in_milliseconds',
      [token({ exp: (NOW + 900) * 1000, iat: NOW * 1000 }), token({ exp: (NOW + 900) * 1000 })],
    ],
    [
      'invalid_times',
      [
        token({ exp: undefined }),
        token({ iat: undefined }),
        token({ exp: '1' }),
        token({ iat: null }),
        token({ nbf: 'x' }),
        token({ exp: NOW - 10 }),
        token({ exp: NOW + 400 * 86_400 }),
        token({ iat: -1 }),
      ],
    ],
    [
      'not_yet_valid',
      [token({ iat: NOW + 60 }), token({ nbf: NOW + 6 }), token({ iat: NOW + 300, exp: NOW + 1_200 })],
    ],
    ['expired', [token({ exp: NOW - 5 }), token({ iat: NOW - 7_200, exp: NOW - 3_600 })]],
    ['invalid_jti', [undefined, '', 5].map((jti) => token({ jti }))],
    ['invalid_scope', [['read:a'], 'a  b', 'a,"b"', 5, null].map((scope) => token({ scope }))],
  ];
  const found = values.flatMap(([code, tokens]) => tokens.map((one): Mutation => [code, `Bearer ${one}`]));
  return [
    ...found,
    ['no_token', `Basic ${base64url('ada:s3cret')}`],
    ['no_token', `DPoP ${token()}`],
    ['malformed_credentials', 'Bearer'],
    ['more_than_one_token', `Bearer ${token()}, Bearer ${token()}`],
    ['missing_scope', `Bearer ${token()}`, requireScope('write:a')],
    ['missing_scope', `Bearer ${token({ scope: undefined })}`, requireScope('read:a')],
    ['missing_scope', `Bearer ${token({ scope: 'read:a' })}`, requireScope('read:a', 'write:a')],
    ['scope_in_permissions', `Bearer ${token({ permissions: ['write:a'] })}`, requireScope('write:a')],
    [
      'scope_in_permissions',
      `Bearer ${token({ permissions: ['write:a'] })}`,
      requireScope('read:a', 'write:a'),
    ],
    ['not_a_user', `Bearer ${token({ sub: 'spa1' })}`, requireUser()],
    ['not_a_user', `Bearer ${token({ sub: 'spa1@clients' })}`, requireUser()],
  ];
}
