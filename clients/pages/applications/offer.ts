/**
 * What every application here shows: who is signed in, and buttons. A button does one thing with the client, at the press
 * of somebody, as a browser wants it of who opens a window, and what came of it stands beside it.
 */

type Settings = {
  /** The authorization server, with the slash. */
  readonly issuer: string;
  /** By what the client renews its tokens, where it does both. */
  readonly renewal: 'iframe' | 'refresh token';
  /** Whether it watches the session there (Session Management 1.0). */
  readonly sessionChecks?: boolean;
};

/** They come in the query of the first page and stay in its tab, its windows and its frames. */
export function settings(): Settings {
  const given = new URLSearchParams(location.search).get('settings');
  if (given) sessionStorage.setItem('settings', given);
  return JSON.parse(sessionStorage.getItem('settings') ?? '{}');
}

/** Has a button for each action; of one that is there already it changes what the button does. */
export function offer(actions: Readonly<Record<string, () => unknown>>): void {
  for (const [name, act] of Object.entries(actions)) {
    const output = elementOf('output', `${name}-result`);
    elementOf('button', name).onclick = async () => {
      output.textContent = '';
      output.textContent = await resultOf(act);
    };
  }
}

/** Shows who is signed in, by the identifier, or what stood in the way. */
export function show(sub: string | undefined, error?: unknown): void {
  elementOf('output', 'user').textContent = error ? errorOf(error) : (sub ?? 'nobody');
}

/** Writes down what the client said of its own accord. */
export function note(event: string): void {
  elementOf('output', 'events').append(` ${event}`);
}

function elementOf<Name extends 'button' | 'output'>(name: Name, id: string): HTMLElementTagNameMap[Name] {
  const there = document.querySelector<HTMLElementTagNameMap[Name]>(`${name}#${id}`);
  if (there) return there;
  const element = document.createElement(name);
  element.id = id;
  if (name === 'button') element.textContent = id;
  document.body.append(element);
  return element;
}

/** What was given, or the error. */
async function resultOf(act: () => unknown): Promise<string> {
  try {
    return JSON.stringify({ value: (await act()) ?? null });
  } catch (thrown) {
    return JSON.stringify({ error: errorOf(thrown), description: Object(thrown).message });
  }
}

/** The code of an error, where OAuth libraries carry it, or else its message. */
function errorOf(thrown: unknown): string {
  const { error, errorCode, oauth2Code, type, message } = Object(thrown);
  return error ?? errorCode ?? oauth2Code ?? type ?? message ?? String(thrown);
}
