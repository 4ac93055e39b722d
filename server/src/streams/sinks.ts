/**
 * How each receiver wants events: where, with what headers, in what body. Pure; what they take is in their own documents.
 */
import type { Values } from '../resources/kind.ts';
import { isMapping } from '../resources/shape.ts';
import type { LogStream } from '../resources/tenant/log-stream.ts';

/** `{ log_id, data }`, as Auth0 sends it. */
export type SentLog = { readonly log_id: string; readonly data: Values };

export type Sending = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

type Sink = (stream: LogStream, secrets: Values, logs: readonly SentLog[]) => Sending;

const JSON_TYPE = { 'content-type': 'application/json' } as const;

const SINKS: Readonly<Record<LogStream['type'], Sink>> = {
  http(stream, secrets, logs) {
    const format = FORMATS[stream.http_content_format ?? 'JSONLINES'];
    const authorization = textOf(secrets, 'http_authorization');
    return {
      url: stream.http_endpoint ?? '',
      headers: {
        ...customHeaders(secrets['http_custom_headers']),
        'content-type': stream.http_content_type ?? format.type,
        ...(authorization === '' ? {} : { authorization }),
      },
      body: format.write(logs),
    };
  },
  datadog: (stream, secrets, logs) => ({
    url: `https://http-intake.logs.${DATADOG_SITES[stream.datadog_region ?? 'us']}/api/v2/logs`,
    headers: { ...JSON_TYPE, 'dd-api-key': textOf(secrets, 'datadog_api_key') },
    body: JSON.stringify(
      logs.map(({ log_id, data }) => ({
        ...{ ddsource: 'auth0', service: 'auth0', hostname: data['hostname'], message: data['description'] },
        ...{ log_id, data },
      })),
    ),
  }),
  splunk: (stream, secrets, logs) => ({
    url: `https://${stream.splunk_domain}:${stream.splunk_port}/services/collector/event`,
    headers: { ...JSON_TYPE, authorization: `Splunk ${textOf(secrets, 'splunk_token')}` },
    body: logs
      .map(({ log_id, data }) =>
        JSON.stringify({
          ...{ time: secondsOf(data), host: data['hostname'], source: 'auth0', sourcetype: 'auth0_logs' },
          event: { log_id, data },
        }),
      )
      .join('\n'),
  }),
  sumo: (_, secrets, logs) => ({
    url: textOf(secrets, 'sumo_source_address'),
    headers: JSON_TYPE,
    body: lines(logs),
  }),
  segment: (_, secrets, logs) => ({
    url: 'https://api.segment.io/v1/batch',
    headers: { ...JSON_TYPE, authorization: basic(textOf(secrets, 'segment_write_key'), '') },
    body: JSON.stringify({
      batch: logs.map(({ log_id, data }) => ({
        ...{ type: 'track', messageId: log_id, timestamp: data['date'], event: data['type'] },
        ...(typeof data['user_id'] === 'string' ? { userId: data['user_id'] } : { anonymousId: 'nobody' }),
        properties: data,
      })),
    }),
  }),
  mixpanel: (stream, secrets, logs) => ({
    url: `https://api${stream.mixpanel_region === 'eu' ? '-eu' : ''}.mixpanel.com/import?${new URLSearchParams(
      {
        strict: '1',
        project_id: stream.mixpanel_project_id ?? '',
      },
    )}`,
    headers: {
      ...JSON_TYPE,
      authorization: basic(
        stream.mixpanel_service_account_username ?? '',
        textOf(secrets, 'mixpanel_service_account_password'),
      ),
    },
    body: JSON.stringify(
      logs.map(({ log_id, data }) => ({
        event: data['type'],
        properties: {
          ...{ time: secondsOf(data), distinct_id: data['user_id'] ?? '' },
          // At most 36 characters of these, the last of which tell rows apart.
          $insert_id: log_id.replaceAll(/[^0-9A-Za-z-]/g, '').slice(-36),
          ...data,
        },
      })),
    ),
  }),
};

/** The request that takes events to the receiver of a stream. */
export function sendingOf(stream: LogStream, secrets: Values, logs: readonly SentLog[]): Sending {
  return SINKS[stream.type](stream, secrets, logs);
}

const FORMATS = {
  JSONLINES: { type: 'application/x-ndjson', write: lines },
  JSONARRAY: { type: 'application/json', write: (logs: readonly SentLog[]) => JSON.stringify(logs) },
  JSONOBJECT: { type: 'application/json', write: (logs: readonly SentLog[]) => JSON.stringify({ logs }) },
} as const;

const DATADOG_SITES = {
  us: 'datadoghq.com',
  eu: 'datadoghq.eu',
  us3: 'us3.datadoghq.com',
  us5: 'us5.datadoghq.com',
} as const;

function lines(logs: readonly SentLog[]): string {
  return logs.map((log) => `${JSON.stringify(log)}\n`).join('');
}

function textOf(secrets: Values, name: string): string {
  const value = secrets[name];
  return typeof value === 'string' ? value : '';
}

function customHeaders(list: unknown): Readonly<Record<string, string>> {
  const entries = Array.isArray(list) ? list.filter(isMapping) : [];
  return Object.fromEntries(entries.map(({ header, value }) => [String(header), String(value)]));
}

function basic(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

function secondsOf({ date }: Values): number {
  return Date.parse(String(date)) / 1_000;
}
