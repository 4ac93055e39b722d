/**
 * How a benchmark asks the Management API.
 */
import { join } from 'node:path';

export type Admin = { readonly client_id: string; readonly client_secret: string };

/** The settings of a server with a database in a folder, whom one application may administer as fast as it can. */
export function envOf(folder: string, admin: Admin) {
  return {
    TACIT_DATABASE_URL: `sqlite:${join(folder, 'tacit.db')}`,
    TACIT_ADMIN_CLIENT_ID: admin.client_id,
    TACIT_ADMIN_CLIENT_SECRET: admin.client_secret,
    TACIT_MANAGEMENT_RATE: '1000000',
  };
}

/** A token for all of it. */
export async function tokenOf(origin: string, admin: Admin): Promise<string> {
  const answer = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...admin, grant_type: 'client_credentials', audience: `${origin}/api/v2/` }),
  });
  const { access_token }: { readonly access_token?: string } = JSON.parse(await answer.text());
  if (access_token === undefined) throw new Error(`No token: ${answer.status}`);
  return access_token;
}

/** Looks at a path, or sends something there; the text of the answer. */
export type Ask = (path: string, body?: object) => Promise<string>;

/** Throws what is refused. */
export function asking(origin: string, token: string): Ask {
  return async (path, body) => {
    const authorization = `Bearer ${token}`;
    const sent =
      body instanceof FormData
        ? { body, headers: { authorization } }
        : {
            headers: { authorization, 'content-type': 'application/json' },
            ...(body ? { body: JSON.stringify(body) } : {}),
          };
    const answer = await fetch(`${origin}/api/v2${path}`, { method: body ? 'POST' : 'GET', ...sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text;
  };
}
