/**
 * Log streams.
 */
import { lazy } from 'react';
import type { View } from './view.ts';

const StreamState = lazy(() =>
  import('../pages/logs/stream-state.tsx').then((file) => ({ default: file.StreamState })),
);

const SINK = [
  ...['http_endpoint', 'http_content_type', 'http_content_format', 'http_authorization'],
  ...['http_custom_headers', 'datadog_region', 'datadog_api_key'],
  ...['splunk_domain', 'splunk_port', 'splunk_secure', 'splunk_token', 'sumo_source_address'],
  ...['segment_write_key', 'mixpanel_region', 'mixpanel_project_id'],
  ...['mixpanel_service_account_username', 'mixpanel_service_account_password'],
];

const SENT = ['filters', 'pii_config', 'start_from'];

export const LOG_STREAM_VIEW: View = {
  kind: 'log_stream',
  section: 'streams',
  id: 'id',
  operations: {
    list: 'log_streams_list',
    show: 'log_streams_show',
    create: 'log_streams_create',
    update: 'log_streams_update',
    remove: 'log_streams_delete',
  },
  collection: 'log_streams',
  names: ['name', 'id'],
  columns: [
    { member: 'name', shows: 'name' },
    { member: 'type', shows: 'code', isMinor: true },
    { member: 'status', shows: 'word' },
    { member: 'last_error', shows: 'english', isMinor: true },
    { member: 'failing_since', shows: 'moment', isMinor: true },
  ],
  groups: [
    { name: 'basics', fields: ['name', 'type', 'status', 'id'] },
    { name: 'receiver', fields: SINK },
    { name: 'sent', fields: SENT },
  ],
  choices: { status: ['active', 'paused'] },
  apart: [],
  asked: ['type', 'name', ...SINK, ...SENT],
  takes: [{ says: 'unsent' }],
  Above: StreamState,
};
