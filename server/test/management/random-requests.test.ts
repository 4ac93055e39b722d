/**
 * Requests that nobody would write, made of what `openapi.json` says and of what it does not: no failure of ours, and no answer outside
 * the document (the fixture holds each against it).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { OPERATIONS } from '../../src/management/operations.ts';
import { type Api, startApi } from './api.ts';
import { sendRandomly } from './random-requests.ts';

let api: Api;
before(async () => {
  api = await startApi();
});
after(() => api.stack.close());

const RUNS = 8;

for (const operation of OPERATIONS) {
  test(`MG-10 MG-24 ${operation.id}`, () =>
    sendRandomly(
      operation,
      async ({ method, path, body }) => {
        const { status } = await api.call(method, path, body);
        assert.ok(status < 500 || status === 501, `${method} ${path} ${JSON.stringify(body)}: ${status}`);
      },
      RUNS,
    ));
}
