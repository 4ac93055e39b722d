/**
 * How each reason comes about for which a request of an application is refused.
 */
import type { Reason } from '../../src/protocol/diagnosis/reasons.ts';
import { B0 } from '../attacks/requests.ts';
import { setTo } from '../factors/second-factors.ts';
import { BASIC } from '../tokens/code-flow.ts';
import { type Case, postForm, refused } from './why-scene.ts';

export const REQUEST_CASES: Readonly<Partial<Record<Reason, Case>>> = {
  wrong_client_secret: {
    happens: (scene) =>
      refused(
        scene.flow.post({ grant_type: 'client_credentials', client_id: 'web1', client_secret: 'wrong' }, {}),
      ),
  },
  unknown_client: {
    happens: (scene) =>
      refused(scene.flow.post({ grant_type: 'client_credentials', client_id: 'nobody' }, {})),
  },
  grant_refused: {
    happens: (scene) => refused(scene.flow.exchange('not-a-code')),
  },
  grant_type_refused: { happens: (scene) => refused(scene.flow.post({ grant_type: 'password' }, BASIC)) },
  scope_refused: {
    async happens(scene) {
      const { refresh_token } = await scene.flow.tokens();
      return refused(scene.flow.refresh(refresh_token, { scope: 'write:everything' }));
    },
  },
  audience_refused: {
    happens: (scene) =>
      refused(scene.flow.post({ grant_type: 'client_credentials', audience: 'https://nobody.test' }, BASIC)),
  },
  malformed_request: { happens: (scene) => refused(scene.flow.post({}, BASIC)) },
  cross_origin_login: {
    happens: (scene) => refused(postForm(scene, '/co/authenticate', { client_id: 'spa1' })),
  },
  sign_up_refused: {
    happens: (scene) =>
      refused(postForm(scene, '/dbconnections/signup', { client_id: 'spa1', connection: 'none' })),
  },
  password_change_refused: {
    happens: (scene) =>
      refused(postForm(scene, '/dbconnections/change_password', { client_id: 'spa1', connection: 'none' })),
  },
  redirect_uri_unregistered: {
    happens: (scene) =>
      refused(scene.stack.browser().authorize({ ...B0, redirect_uri: 'https://app.acme.test/cb/' })),
  },
  client_id_unknown: {
    happens: (scene) => refused(scene.stack.browser().authorize({ ...B0, client_id: 'spa9' })),
  },
  audience_unknown: {
    happens: (scene) => refused(scene.stack.browser().authorize({ ...B0, audience: 'https://other.test' })),
  },
  no_client_grant: {
    happens: (scene) =>
      refused(
        scene.flow.post({ grant_type: 'client_credentials', audience: 'https://billing.acme.test' }, BASIC),
      ),
  },
  other: {
    async happens(scene) {
      await setTo(scene.stack, { dynamic_registration: 'open' });
      const headers = { authorization: 'Bearer wrong' };
      return refused(scene.stack.browser().send('/oidc/register/nobody', { headers }));
    },
  },
};
