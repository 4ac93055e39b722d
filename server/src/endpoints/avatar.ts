/**
 * The picture that `picture` names (OIDC Core §5.1) where nobody chose one, in the place of Auth0's. Any page may show it, and
 * nobody is looked up: the address says the letters.
 */
import type { Handler } from '../deps.ts';
import { empty, picture } from '../http/respond.ts';
import { avatar } from '../pages/look/avatar.ts';
import { INITIALS } from '../protocol/end-user/initials.ts';

const PATH = /^\/avatar\/(?<initials>[^/]+)\.svg$/;

/** GET /avatar/<initials>.svg */
export const showAvatar: Handler = async ({ path }) => {
  const { initials = '' } = PATH.exec(path)?.groups ?? {};
  return INITIALS.test(initials) ? picture(avatar(initials).render()) : empty(404);
};
