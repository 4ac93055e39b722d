/**
 * The login page as a browser has it: its cookie and its hidden fields, which can be filled in again and again.
 */
import { requestAt } from './workload.ts';

export type Form = { readonly cookie: string; readonly hidden: string };

/** Begins a request, and keeps the page that it leads to. */
export async function openForm(origin: string): Promise<Form> {
  const asked = await fetch(requestAt(origin), { redirect: 'manual' });
  const cookie = asked.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const page = await fetch(new URL(asked.headers.get('location') ?? '', origin), { headers: { cookie } });
  const fields = [...(await page.text()).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const hidden = new URLSearchParams(
    fields.map(([, name = '', value = '']): [string, string] => [name, value]),
  );
  return { cookie, hidden: hidden.toString() };
}
