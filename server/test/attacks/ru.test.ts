/**
 * RU of the attack catalogue: a redirect URI is one of the client's own, byte for byte, or nobody is redirected. The browser
 * is signed in, so whatever were let through would be answered with tokens at once.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertErrorPage } from '../authorization/outcomes.ts';
import { implicitClient, type Stack, startStack } from '../stack.ts';
import { type Answer, fragment, query, type UserAgent } from '../user-agent.ts';
import { B0, signIn } from './requests.ts';

const CALLBACK = B0.redirect_uri;

let stack: Stack;
let browser: UserAgent;
before(async () => {
  stack = await startStack();
  const { clients } = stack.storage.tenant('t-acme');
  await clients.save(implicitClient('two1', { redirect_uris: [CALLBACK, 'https://app.acme.test/cb2'] }));
  await clients.save(implicitClient('port1', { redirect_uris: ['https://port.acme.test:443/cb'] }));
  await clients.save(
    implicitClient('both1', { app_type: 'native', redirect_uris: ['http://127.0.0.1/cb', CALLBACK] }),
  );
  await clients.save(implicitClient('twin1', { redirect_uris: ['https://twin.acme.test/cb'] }));
  const globex = stack.storage.tenant('t-globex').clients;
  await globex.save(implicitClient('twin1', { redirect_uris: ['https://twin.globex.test/cb'] }));
  browser = stack.browser();
  assert.notEqual(fragment((await signIn(browser)).location)['access_token'], undefined);
});
after(() => stack.close());

type Request = Readonly<Record<string, string>>;

/** The request by GET and by POST, neither followed. */
async function ask(request: Request): Promise<readonly Answer[]> {
  return [await browser.send(`/authorize?${query(request)}`), await browser.post('/authorize', request)];
}

async function refused(request: Request): Promise<void> {
  for (const answer of await ask(request)) {
    await assertErrorPage(answer, stack, { sent: JSON.stringify(request).slice(0, 300) });
  }
}

/** Values of redirect_uri that each get an error page, by the client that is asked for. */
const REFUSED: readonly {
  readonly name: string;
  readonly client_id?: string;
  readonly uris: readonly string[];
}[] = [
  { name: 'RU-01 a URI that was never registered is an error page', uris: ['https://evil.test/cb'] },
  {
    name: 'RU-03 user information that looks like the right host is an error page',
    uris: [
      'https://app.acme.test@evil.test/cb',
      'https://app.acme.test:x@evil.test/cb',
      'http://localhost:1@evil.test/cb',
    ],
  },
  {
    name: 'RU-05 user information before the right host is an error page',
    uris: ['https://user:pw@app.acme.test/cb', 'https://@app.acme.test/cb', 'https://:@app.acme.test/cb'],
  },
  {
    name: 'RU-06 a backslash, which parsers read in two ways, is an error page',
    uris: ['https://app.acme.test\\@evil.test/cb', 'https://evil.test\\@app.acme.test/cb'],
  },
  {
    name: 'RU-07 fifteen spellings that a URL parser makes equal to the registered URI are error pages',
    uris: [
      'https:\\\\app.acme.test\\cb',
      'https:/app.acme.test/cb',
      'https:app.acme.test/cb',
      'HTTPS://APP.ACME.TEST/cb',
      'https://app.acme.test:443/cb',
      'https://app.acme.test:0443/cb',
      'https://app.acme.test:/cb',
      'https://app.acme.test/./cb',
      'https://app.acme.test/cb\t',
      'https://app.acme.test/c\nb',
      ' https://app.acme.test/cb',
      'https://app.acme.test/cb ',
      'https://app\u3002acme\u3002test/cb',
      'https://\uff41\uff50\uff50.acme.test/cb',
      'https://app.acme.test\u00ad/cb',
    ],
  },
  {
    name: 'RU-08 a host that begins or ends like the registered one is an error page',
    uris: [
      'https://app.acme.test.evil.test/cb',
      'https://evilapp.acme.test/cb',
      'https://app.acme.test%2eevil.test/cb',
    ],
  },
  {
    name: 'RU-09 a dot stands for a dot only: another character is an error page',
    uris: ['https://appXacme.test/cb', 'https://app-acme.test/cb'],
  },
  { name: 'RU-10 http in place of https is an error page', uris: ['http://app.acme.test/cb'] },
  {
    name: 'RU-11 a longer, shorter or differently written path is an error page',
    uris: ['/cb/', '/cb/x', '/CB', '/cb;x', '/cbx', '/c', '/', ''].map(
      (path) => `https://app.acme.test${path}`,
    ),
  },
  {
    name: 'RU-12 a path that climbs out of the registered one is an error page',
    uris: ['/../evil', '/..;/evil', '/%2e%2e/evil', '/%252e%252e/evil', '%2f..%2fevil'].map(
      (path) => `${CALLBACK}${path}`,
    ),
  },
  {
    name: 'RU-13 percent-encoded spellings of the registered URI are error pages: nothing is decoded twice',
    uris: ['https://app.acme.test/%63b', 'https://app.acme.test/c%62', 'https://app.acme.test%2Fcb'],
  },
  {
    name: 'RU-14 a query added to the registered URI is an error page',
    uris: ['?', '?x=1', '?redirect_to=https://evil.test'].map((added) => `${CALLBACK}${added}`),
  },
  {
    name: 'RU-15 a registered query that is changed, extended or reordered is an error page',
    client_id: 'spa2',
    uris: ['?x=1&y=2', '?y=2&x=1', '?x=2', '', '?x=1&'].map((changed) => `https://third.test/cb${changed}`),
  },
  {
    name: 'RU-16 a fragment, empty or encoded too, is an error page (RFC 6749 §3.1.2)',
    uris: [`${CALLBACK}#a`, `${CALLBACK}#`, `${CALLBACK}%23a`],
  },
  {
    name: 'RU-19 homographs of the registered host are error pages',
    uris: ['\u0430pp', '\ufb00', '\u0430\u0440\u0440', 'a\u200dpp'].map(
      (label) => `https://${label}.acme.test/cb`,
    ),
  },
  { name: 'RU-21 a trailing dot of the host is an error page', uris: ['https://app.acme.test./cb'] },
  {
    name: 'RU-22 a default port that was registered is an error page where it is left out',
    client_id: 'port1',
    uris: ['https://port.acme.test/cb'],
  },
  {
    name: 'RU-22 a default port that was not registered is an error page where it is added',
    uris: ['https://app.acme.test:443/cb'],
  },
  {
    name: 'RU-26 hosts that look like, or resolve to, the loopback literal are error pages',
    client_id: 'dev1',
    uris: [
      '127.0.0.1.nip.io',
      'localhost.evil.test',
      '127.1',
      '2130706433',
      '0x7f.1',
      '0',
      '[::ffff:127.0.0.1]',
      'localhost:5',
      'localhost',
      '127.0.0.1:1@evil.test',
      '127.0.0.2:5',
    ].map((host) => `http://${host}/cb`),
  },
  {
    name: 'RU-27 the port of a web client is fixed on localhost too: another is an error page',
    client_id: 'local1',
    uris: ['http://localhost:4000/cb', 'http://localhost/cb'],
  },
  {
    name: 'RU-27 the port of a native client is free on loopback alone, and nothing beside it is',
    client_id: 'both1',
    uris: [
      'https://app.acme.test:8443/cb',
      'https://127.0.0.1:5/cb',
      'http://127.0.0.1:5/other',
      'http://127.0.0.1:5/cb?x=1',
      'http://127.0.0.1:5/cb/',
      'http://127.0.0.1:5/cb#x',
    ],
  },
  {
    name: 'RU-28 what is no port is an error page and no exception',
    client_id: 'dev1',
    uris: ['0', '65536', '080', '5e3', '-1', '\u0661\u0662', '', '99999999999999999999', '5:5'].map(
      (port) => `http://127.0.0.1:${port}/cb`,
    ),
  },
  {
    name: 'RU-29 other spellings of a private-use URI are error pages',
    client_id: 'nat1',
    uris: ['com.example.app://cb', 'COM.EXAMPLE.APP:/cb', 'com.example.app:cb', 'com.example.app:/cb?x'],
  },
];

for (const { name, client_id = 'spa1', uris } of REFUSED) {
  test(name, async () => {
    for (const redirect_uri of uris) await refused({ ...B0, client_id, redirect_uri });
  });
}

test('RU-02 a missing redirect_uri is an error page, with one registered URI and with two', async () => {
  const { redirect_uri: _, ...without } = B0;
  for (const client_id of ['spa1', 'two1']) {
    await refused({ ...without, client_id });
    await refused({ ...without, client_id, redirect_uri: '' });
  }
});

test('RU-18 control bytes anywhere in the value are an error page, and reach no header', async () => {
  for (const bytes of ['\t', '\n', '\r\nSet-Cookie:a=b', '\0', '\x7f', '\r\n\r\n<script>alert(1)</script>']) {
    for (const at of [0, 8, 12, CALLBACK.length]) {
      const redirect_uri = `${CALLBACK.slice(0, at)}${bytes}${CALLBACK.slice(at)}`;
      await refused({ ...B0, redirect_uri });
      const [answer] = await ask({ ...B0, redirect_uri });
      assert.doesNotMatch(JSON.stringify(answer?.headers), /a=b|[\0\r\n]|\\r|\\n|\\u0000/);
    }
  }
});

test('RU-31 a redirect_uri of 9, 20, 32 and 64 KiB that begins well is refused: 400, 414, 431, 413', async () => {
  const long = (size: number) => ({ ...B0, redirect_uri: `${CALLBACK}?${'x'.repeat(size)}` });
  await refused(long(9_000));
  const answers = {
    414: await browser.send(`/authorize?${query(long(20_000))}`),
    413: await browser.post('/authorize', long(65_536)),
    431: await browser.send(`/authorize?${query(long(33_000))}`),
  };
  for (const [status, answer] of Object.entries(answers)) {
    assert.equal(answer.status, Number(status));
    assert.equal(answer.location, '');
    assert.ok(answer.body.length < 16_000, 'the answer does not grow with the request');
  }
  await assertErrorPage(answers[414], stack, { status: 414 });
  await assertErrorPage(answers[413], stack, { status: 413 });
  // Of 64 KiB the server reads no more than it must, and a client that still writes may see the connection reset.
  const endless = await browser.send(`/authorize?${query(long(65_536))}`).then(
    ({ status }) => status,
    () => 431,
  );
  assert.equal(endless, 431);
  assert.equal((await browser.authorize({ ...B0, prompt: 'none' })).status, 303);
});

test('RU-32 names in the manner of a query-string library are unknown names: an error page', async () => {
  const { redirect_uri, ...without } = B0;
  const names = [
    'redirect_uri[]',
    'redirect_uri[0]',
    'redirect_uri[toString]',
    'redirect_uri.href',
    '__proto__',
  ];
  for (const name of names) await refused({ ...without, [name]: redirect_uri });
});

test('RU-33 whatever else is wrong too, a bad redirect_uri is an error page and never a redirect', async () => {
  const { nonce: _, ...withoutNonce } = B0;
  const wrongs: readonly Request[] = [
    { ...B0, scope: '"' },
    { ...B0, response_type: 'foo' },
    { ...B0, response_type: '' },
    { ...B0, response_mode: 'query' },
    { ...B0, response_mode: 'form_post' },
    { ...B0, response_mode: 'web_message' },
    { ...B0, prompt: 'none' },
    { ...B0, prompt: 'none login' },
    { ...B0, audience: 'https://evil.test' },
    { ...B0, request: 'x' },
    { ...B0, max_age: '-1' },
    withoutNonce,
  ];
  for (const wrong of wrongs) await refused({ ...wrong, redirect_uri: 'https://evil.test/cb' });
});

test('RU-36 a URI of another client, or of the client of that id in another tenant, is an error page', async () => {
  await refused({ ...B0, redirect_uri: 'https://third.test/cb?x=1' });
  await refused({ ...B0, client_id: 'twin1', redirect_uri: 'https://twin.globex.test/cb' });
  await refused({ ...B0, client_id: 'spaG' });
});
