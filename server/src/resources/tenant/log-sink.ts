/**
 * Who receives a log, by type: what each is asked with, and what it has to be told for that.
 */
import { optional, required, secret } from '../field.ts';
import { boolean, identifier, list, oneOf, record, text, uri } from '../shape.ts';

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

const HEADER_FIELDS = {
  header: required(headerName, { sentence: 'Its name.' }),
  value: required(headerText(1_000), { sentence: 'Its value.' }),
} as const;

export const STREAM_TYPES = ['http', 'datadog', 'splunk', 'sumo', 'segment', 'mixpanel'] as const;

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

export const SINK_FIELDS = {
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

export type SinkField = keyof typeof SINK_FIELDS;

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

/** Of what is no type: nothing. */
export function sinkOf(type: unknown): Sink {
  return STREAM_TYPES.map((name) => (name === type ? SINKS[name] : undefined)).find(Boolean) ?? { needs: [] };
}

export function isSinkField(name: string): name is SinkField {
  return Object.hasOwn(SINK_FIELDS, name);
}

/** Fields of a stream that are told once. */
export const STREAM_SECRETS: readonly string[] = Object.entries(SINK_FIELDS)
  .filter(([, { presence }]) => presence === 'secret')
  .map(([name]) => name);

/** The fields of each. */
export const FIELDS_OF_SINKS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  STREAM_TYPES.map((type) => [type, [...SINKS[type].needs, ...(SINKS[type].may ?? [])]]),
);
