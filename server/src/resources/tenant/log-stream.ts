/**
 * Where the log of a tenant is sent: a receiver of the operator's own, or one of those that Auth0 knows and that take plain HTTP.
 */
import { LOG_CATEGORIES } from '../../protocol/diagnosis/log-categories.ts';
import { computed, optional, type RecordOf, required, withDefault } from '../field.ts';
import type { Judged, Kind, Rule } from '../kind.ts';
import { identifier, list, oneOf, record, text, whole } from '../shape.ts';
import {
  FIELDS_OF_SINKS,
  isSinkField,
  SINK_FIELDS,
  type SinkField,
  STREAM_SECRETS,
  STREAM_TYPES,
  sinkOf,
} from './log-sink.ts';

const FILTER_FIELDS = {
  type: required(oneOf(['category']), { sentence: 'By what.' }),
  name: required(oneOf(LOG_CATEGORIES), { sentence: 'The category.' }),
} as const;

/** What a log may say of a person, in Auth0's words. */
const PII_FIELDS = ['first_name', 'last_name', 'username', 'email', 'phone', 'address'] as const;

const PII_CONFIG_FIELDS = {
  log_fields: required(list(oneOf(PII_FIELDS), { max: PII_FIELDS.length }), {
    sentence: 'What of a person is not sent in clear.',
  }),
  method: optional(oneOf(['mask', 'hash']), {
    sentence: 'Stars, as where it is left out; or a keyed hash, which is the same for the same value.',
  }),
  algorithm: optional(oneOf(['hmac-sha256']), { sentence: 'How it is hashed.' }),
} as const;

const moment = whole(0, 8_640_000_000_000);

const LOG_STREAM_FIELDS = {
  id: required(identifier(64), {
    sentence: 'What it is called by whoever refers to it; the Management API makes one: `lst_...`.',
    createOnly: true,
  }),
  name: required(text(255), { sentence: 'What people call it.' }),
  type: required(oneOf(STREAM_TYPES), {
    sentence: 'Who receives it, and how it is written.',
    createOnly: true,
  }),
  status: withDefault(oneOf(['active', 'paused', 'suspended']), 'active', {
    sentence:
      'Whether events are sent. `suspended` is what the server makes of one that failed for three days; `active` begins again where it was.',
  }),
  filters: withDefault(list(record(FILTER_FIELDS), { max: LOG_CATEGORIES.length }), [], {
    sentence: 'The categories that are sent; left out, all.',
  }),
  pii_config: optional(record(PII_CONFIG_FIELDS), { sentence: 'What of people is not sent in clear.' }),
  ...SINK_FIELDS,
  start_from: optional(
    text(30, {
      holds: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
      message: 'must be a moment, as 2026-01-31T00:00:00Z',
      says: 'a moment, as `2026-01-31T00:00:00Z`',
    }),
    {
      sentence: 'From when on events are sent, as far back as the log is kept; left out, from now on.',
      auth0: 'startFrom',
      createOnly: true,
    },
  ),
  begins_at: computed(moment, { sentence: 'The same as a number.', hidden: true }),
  secrets_sealed: computed(text(65_536), { sentence: 'What is told once, sealed.', hidden: true }),
  last_error: computed(text(255), {
    sentence: 'Why it failed the last time; it is gone when one has arrived.',
  }),
  failing_since: computed(moment, { sentence: 'Since when nothing has arrived.' }),
  delivered_at: computed(moment, { sentence: 'When something arrived the last time.' }),
} as const;

export type LogStream = RecordOf<typeof LOG_STREAM_FIELDS>;

/** Where it is sent, as far as somebody says it. */
function addressesOf({ record: stream, secrets }: Judged): readonly (readonly [SinkField, string])[] {
  const { http_endpoint, splunk_domain, splunk_port } = stream;
  const { sumo_source_address } = secrets;
  return [
    ...(typeof http_endpoint === 'string' ? [['http_endpoint', http_endpoint] as const] : []),
    ...(typeof sumo_source_address === 'string'
      ? [['sumo_source_address', sumo_source_address] as const]
      : []),
    ...(typeof splunk_domain === 'string' && typeof splunk_port === 'string'
      ? [['splunk_domain', `https://${splunk_domain}:${splunk_port}/`] as const]
      : []),
  ];
}

/** Streams of one tenant: each reads the log again, and a receiver that is slow takes one of the lanes of a server (streams/deliver.ts). */
export const MAX_STREAMS = 10;

const RULES: readonly Rule[] = [
  {
    code: 'too_many_log_streams',
    reads: () => ({ logStreams: true }),
    judge: (_, { logStreams }) =>
      logStreams > MAX_STREAMS
        ? [{ path: ['id'], message: `is one too many: a tenant has at most ${MAX_STREAMS} log streams` }]
        : [],
  },
  {
    code: 'sink_incomplete',
    judge: ({ record: stream, secrets }) =>
      sinkOf(stream['type'])
        .needs.filter((name) => {
          const isKept = STREAM_SECRETS.includes(name) && stream['secrets_sealed'] !== undefined;
          return !isKept && stream[name] === undefined && secrets[name] === undefined;
        })
        .map((name) => ({ path: [name], message: `is missing: {type} ${String(stream['type'])} needs it` })),
  },
  {
    code: 'sink_of_another_type',
    judge: ({ record: stream, secrets }) => {
      const { needs, may = [] } = sinkOf(stream['type']);
      return [...Object.keys(stream), ...Object.keys(secrets)]
        .filter(isSinkField)
        .filter((name) => !needs.includes(name) && !may.includes(name))
        .map((name) => ({ path: [name], message: `has no meaning with {type} ${String(stream['type'])}` }));
    },
  },
  {
    // SF-01: what the server would refuse to ask is refused here already, with one text for every reason (SF-06).
    code: 'unreachable_address',
    judge: (judged, { isReachable }) =>
      addressesOf(judged)
        .filter(([, address]) => !isReachable(address))
        .map(([name]) => ({
          path: [name],
          message:
            'is not an https address that this server may ask; TACIT_UNSAFE_OUTBOUND_HOSTS names hosts that may be private or at another port',
        })),
  },
  {
    code: 'certificate_always_verified',
    judge: ({ record: { splunk_secure } }) =>
      splunk_secure === false
        ? [
            {
              path: ['splunk_secure'],
              message:
                'must be true: give the authority of its certificate to this server as NODE_EXTRA_CA_CERTS',
            },
          ]
        : [],
  },
];

export const LOG_STREAM: Kind = {
  name: 'log_stream',
  section: 'logStreams',
  command: 'log-streams',
  sentence: 'Where the log of a tenant is sent: at most ten streams.',
  key: ['id'],
  fields: LOG_STREAM_FIELDS,
  rules: RULES,
  unlike: [{ fields: ['id'] }],
  columns: ['id', 'name', 'type', 'status', 'last_error'],
  absence: 'default',
  implied: {},
  verbs: ['list', 'show', 'create', 'set', 'delete'],
  variants: { by: 'type', fields: FIELDS_OF_SINKS },
};
