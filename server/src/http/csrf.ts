/**
 * Whether a post came from a page of ours, as far as the browser tells (Fetch §3.2, Fetch Metadata §2). The second half
 * of the defence; the first is the token in the form.
 */

/**
 * True unless the browser says that another site made the request. Our pages send no referrer, so browsers send
 * `Origin: null` from them, which is also what every sandbox sends: `null` counts only with `Sec-Fetch-Site: same-origin`.
 * Without either header (an old browser, a command-line client) the form's token decides alone.
 */
export function sameOriginPost(request: Request, origin: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  const sender = request.headers.get('origin');
  if (site !== null && site !== 'same-origin') return false;
  if (sender === null || sender === origin) return true;
  return sender === 'null' && site === 'same-origin';
}
