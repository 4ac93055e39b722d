/**
 * Where the log of a tenant is sent: a receiver of the operator's own, or one of those that Auth0 knows and that take plain HTTP.
 */
import { LOG_CATEGORIES } from '../../protocol/diagnosis/log-categories.ts';
import { computed, optional, type RecordOf, required, secret, withDefault } from '../field.ts';
import type { Judged, Kind, Rule } from '../kind.ts';
import { boolean, identifier, list, oneOf, record, text, uri, whole } from '../shape.ts';

/** What goes into a header of a request as it is. */
const headerText = (max_length: number) =>
  text(max_length, {
    holds: (value) => /^[\x20-\x7e]*$/.test(value),
    message: 'must be ASCII',
    says: `ASCII of at most ${max_length} characters`,
  });

/** Headers that say where a request ends and whom it is for; and those that have a field of their own. */
const OWN_HEADERS: readonly string[] = [
  ...['authorization', 'connection', 'content-length', 'content-type', 'expect', 'host', 'keep-alive'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade', 'user-agent'],
];

const headerName = text(100, {
  holds: (value) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value) && !OWN_HEADERS.includes(value.toLowerCase()),
  message: `must be the name of a header, and none of ${OWN_HEADERS.join(', ')}`,
  says: 'the name of a header',
});

const FILTER_FIELDS = {
  type: required(oneOf(['category']), { sentence: 'By what.' }),
  name: required(oneOf(LOG_CATEGORIES), { sentence: 'The category.' }),
} as const;

const HEADER_FIELDS = {
  header: required(headerName, { sentence: 'Its name.' }),
  value: required(headerText(1_000), { sentence: 'Its value.' }),
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

const STREAM_TYPES = ['http', 'datadog', 'splunk', 'sumo', 'segment', 'mixpanel'] as const;

const host = text(255, {
  holds: (value) => /^[A-Za-z0-9.-]+$/.test(value),
  message: 'must be a host, without a scheme and a path',
  says: 'a host',
});

const port = text(5, {
  holds: (value) => /^[1-9]\d{0,4}$/.test(value) && Number(value) < 65_536,
  message: 'must be a port',
  says: 'a port',
});

const moment = whole(0, 8_640_000_000_000);

const SINK_FIELDS = {
  http_endpoint: optional(uri, {
    sentence: 'Of `http`: the address to which events are posted.',
    auth0: 'sink.httpEndpoint',
  }),
  http_content_type: optional(headerText(255), {
    sentence: 'Of `http`: the media type of the body; left out, that of its format.',
    auth0: 'sink.httpContentType',
  }),
  http_content_format: optional(oneOf(['JSONLINES', 'JSONARRAY', 'JSONOBJECT']), {
    sentence:
      'Of `http`: an event a line, as where it is left out; a list; or an object with the list as `logs`.',
    auth0: 'sink.httpContentFormat',
  }),
  http_authorization: secret(headerText(2_000), {
    sentence: 'Of `http`: the header `Authorization`.',
    auth0: 'sink.httpAuthorization',
  }),
  http_custom_headers: secret(list(record(HEADER_FIELDS), { max: 10 }), {
    sentence: 'Of `http`: further headers.',
    auth0: 'sink.httpCustomHeaders',
  }),
  datadog_region: optional(oneOf(['us', 'eu', 'us3', 'us5']), {
    sentence: 'Of `datadog`: its site.',
    auth0: 'sink.datadogRegion',
  }),
  datadog_api_key: secret(headerText(255), {
    sentence: 'Of `datadog`: the API key.',
    auth0: 'sink.datadogApiKey',
  }),
  splunk_domain: optional(host, {
    sentence: 'Of `splunk`: the host of its HTTP Event Collector.',
    auth0: 'sink.splunkDomain',
  }),
  splunk_port: optional(port, { sentence: 'Of `splunk`: its port.', auth0: 'sink.splunkPort' }),
  splunk_secure: optional(boolean, {
    sentence: 'Of `splunk`: its certificate is verified. It always is.',
    auth0: 'sink.splunkSecure',
  }),
  splunk_token: secret(headerText(255), { sentence: 'Of `splunk`: its token.', auth0: 'sink.splunkToken' }),
  sumo_source_address: secret(uri, {
    sentence: 'Of `sumo`: the address of the HTTP source, which is a secret.',
    auth0: 'sink.sumoSourceAddress',
  }),
  segment_write_key: secret(headerText(255), {
    sentence: 'Of `segment`: the write key.',
    auth0: 'sink.segmentWriteKey',
  }),
  mixpanel_region: optional(oneOf(['us', 'eu']), {
    sentence: 'Of `mixpanel`: where the project is.',
    auth0: 'sink.mixpanelRegion',
  }),
  mixpanel_project_id: optional(identifier(255), {
    sentence: 'Of `mixpanel`: the project.',
    auth0: 'sink.mixpanelProjectId',
  }),
  mixpanel_service_account_username: optional(headerText(255), {
    sentence: 'Of `mixpanel`: the service account.',
    auth0: 'sink.mixpanelServiceAccountUsername',
  }),
  mixpanel_service_account_password: secret(headerText(255), {
    sentence: 'Of `mixpanel`: its password.',
    auth0: 'sink.mixpanelServiceAccountPassword',
  }),
} as const;

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

type SinkField = keyof typeof SINK_FIELDS;

type Sink = { readonly needs: readonly SinkField[]; readonly may?: readonly SinkField[] };

const SINKS: Readonly<Record<(typeof STREAM_TYPES)[number], Sink>> = {
  http: {
    needs: ['http_endpoint'],
    may: ['http_content_type', 'http_content_format', 'http_authorization', 'http_custom_headers'],
  },
  datadog: { needs: ['datadog_region', 'datadog_api_key'] },
  splunk: { needs: ['splunk_domain', 'splunk_port', 'splunk_token'], may: ['splunk_secure'] },
  sumo: { needs: ['sumo_source_address'] },
  segment: { needs: ['segment_write_key'] },
  mixpanel: {
    needs: [
      ...(['mixpanel_region', 'mixpanel_project_id'] as const),
      ...(['mixpanel_service_account_username', 'mixpanel_service_account_password'] as const),
    ],
  },
};

function sinkOf(type: unknown): Sink {
  return STREAM_TYPES.map((name) => (name === type ? SINKS[name] : undefined)).find(Boolean) ?? { needs: [] };
}

function isSinkField(name: string): name is SinkField {
  return Object.hasOwn(SINK_FIELDS, name);
}

/** Fields of a stream that are told once. */
export const STREAM_SECRETS: readonly string[] = Object.entries(SINK_FIELDS)
  .filter(([, { presence }]) => presence === 'secret')
  .map(([name]) => name);

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
};
