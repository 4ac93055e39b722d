/**
 * @auth0/auth0-react as npm has it, in Chromium.
 */
import { after, before } from 'node:test';
import type { Place } from '../../server/test/e2e/harness.ts';
import { flows } from '../flows.ts';
import { openApplication } from './application.ts';
import { auth0Flows } from './auth0-flows.ts';

let place: Place;
before(async () => {
  place = await openApplication('auth0-react');
});

after(() => place.close());

const tests = auth0Flows(() => place);

flows('@auth0/auth0-react', tests);
