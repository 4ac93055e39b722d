import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogStream } from '../resources/tenant/log-stream.ts';
import { withoutPeople } from './people.ts';
import { type SentLog, sendingOf } from './sinks.ts';

const LOG: SentLog = {
  log_id: '1800000000-0mx2ws3sn-000000-fe86a42bce63',
  data: {
    ...{ date: '2027-01-15T08:00:00.000Z', type: 's', description: 'signed in', hostname: 'acme.test' },
    ...{
      user_id: 'auth0|1',
      user_name: 'bob@acme.test',
      details: { event: 'login', detail: 'bob@acme.test: pwd' },
    },
  },
};

const stream = (type: LogStream['type'], more: Partial<LogStream> = {}): LogStream => ({
  ...{ id: 'lst_1', name: 'One', status: 'active', filters: [], type },
  ...more,
});

test('each receiver is sent events where and how its documents say', () => {
  const datadog = sendingOf(stream('datadog', { datadog_region: 'us5' }), { datadog_api_key: 'k' }, [LOG]);
  assert.equal(datadog.url, 'https://http-intake.logs.us5.datadoghq.com/api/v2/logs');
  assert.equal(datadog.headers['dd-api-key'], 'k');
  assert.equal(JSON.parse(datadog.body)[0].data.type, 's');
  const at = { splunk_domain: 'hec.test', splunk_port: '8088' };
  const splunk = sendingOf(stream('splunk', at), { splunk_token: 't' }, [LOG, LOG]);
  assert.equal(splunk.url, 'https://hec.test:8088/services/collector/event');
  assert.equal(splunk.headers['authorization'], 'Splunk t');
  const events = splunk.body.split('\n').map((line) => JSON.parse(line));
  assert.deepEqual([events.length, events[1].time, events[1].event], [2, 1_800_000_000, LOG]);
  const sumo = sendingOf(stream('sumo'), { sumo_source_address: 'https://sumo.test/secret' }, [LOG]);
  assert.deepEqual([sumo.url, sumo.body], ['https://sumo.test/secret', `${JSON.stringify(LOG)}\n`]);
  const segment = sendingOf(stream('segment'), { segment_write_key: 'w' }, [LOG, { ...LOG, data: {} }]);
  assert.equal(segment.headers['authorization'], `Basic ${btoa('w:')}`);
  const [known, nobody] = JSON.parse(segment.body).batch;
  assert.deepEqual([known.userId, known.messageId, nobody.anonymousId], ['auth0|1', LOG.log_id, 'nobody']);
  const project = {
    mixpanel_region: 'eu',
    mixpanel_project_id: '7',
    mixpanel_service_account_username: 'u',
  } as const;
  const mixpanel = sendingOf(stream('mixpanel', project), { mixpanel_service_account_password: 'p' }, [LOG]);
  assert.equal(mixpanel.url, 'https://api-eu.mixpanel.com/import?strict=1&project_id=7');
  assert.equal(mixpanel.headers['authorization'], `Basic ${btoa('u:p')}`);
  const [{ properties }] = JSON.parse(mixpanel.body);
  assert.ok(properties.$insert_id.length <= 36 && LOG.log_id.endsWith(properties.$insert_id));
  const list = sendingOf(
    stream('http', { http_endpoint: 'https://a.test/', http_content_format: 'JSONARRAY' }),
    {},
    [LOG],
  );
  assert.deepEqual([JSON.parse(list.body), list.headers['content-type']], [[LOG], 'application/json']);
});

test('of people as much is hidden as the stream says, and nobody is told apart who is the same', () => {
  const hide = (pii_config: LogStream['pii_config']) => {
    const configured = pii_config === undefined ? {} : { pii_config };
    return JSON.stringify(withoutPeople(LOG.data, stream('http', configured), (value) => `#${value.length}`));
  };
  assert.match(hide(undefined), /bob@acme\.test/);
  assert.match(hide({ log_fields: [] }), /bob@acme\.test/);
  assert.match(hide({ log_fields: ['phone'] }), /bob@acme\.test/);
  assert.doesNotMatch(hide({ log_fields: ['email'] }), /bob@|acme\.test:/);
  assert.match(hide({ log_fields: ['email'], method: 'hash' }), /"user_name":"#13".*#13: pwd/);
  const named = { ...LOG.data, user_name: 'bob' };
  const hidden = withoutPeople(named, stream('http', { pii_config: { log_fields: ['username'] } }), String);
  assert.equal(hidden['user_name'], 'b***');
});
