/**
 * What only whoever sits at the machine is shown, asked for by its network address as any other machine would.
 */
import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { describe, test } from 'node:test';
import { B0 } from '../attacks/requests.ts';
import { type Stack, startStack } from '../stack.ts';
import { UserAgent } from '../user-agent.ts';

/** An address of this machine that is not its own alone: a connection to it comes from it. */
const ADDRESS = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

const HTML = { accept: 'text/html' };

type Headers = Readonly<Record<string, string>>;

/** What somebody elsewhere is answered. A machine without a network has nobody but who comes by a proxy. */
function fromElsewhere(stack: Stack, path: string, headers: Headers = {}, host = stack.host('acme')) {
  const browser = new UserAgent({ port: stack.port, host, address: ADDRESS ?? '127.0.0.1' });
  return browser.send(path, { headers: ADDRESS === undefined ? { via: '1.1 proxy', ...headers } : headers });
}

async function haveMailSent(stack: Stack): Promise<void> {
  const fields = { username: 'alice@acme.test', action: 'send' };
  assert.equal((await stack.browser().post('/reset-password', fields)).status, 200);
}

for (const trustProxy of [[], ['private']]) {
  describe(`TACIT_HOST=0.0.0.0, proxies: ${trustProxy.join() || 'none'}`, () => {
    test('the mailbox is there on the machine and nowhere else, whatever is sent along', async () => {
      const stack = await startStack({ listenAt: '0.0.0.0', trustProxy });
      try {
        await haveMailSent(stack);
        for (const path of ['/dev/mailbox', '/dev/mailbox.json', '/dev/mailbox?html=1']) {
          for (const headers of [
            {},
            { 'x-forwarded-for': '127.0.0.1' },
            { forwarded: 'for="[::1]"' },
            { 'x-real-ip': '127.0.0.1', via: '' },
          ]) {
            const { status, body } = await fromElsewhere(stack, path, headers);
            assert.deepEqual([status, body], [404, ''], path);
          }
        }
        assert.equal((await stack.browser().send('/dev/mailbox')).status, 200);
        for (const name of ['x-forwarded-for', 'via'])
          assert.equal(
            (await stack.browser().send('/dev/mailbox.json', { headers: { [name]: '::1' } })).status,
            404,
          );
      } finally {
        await stack.close();
      }
    });

    test('neither tenants nor clients nor causes are told to others', async () => {
      const stack = await startStack({ listenAt: '0.0.0.0', trustProxy });
      try {
        const wrong = `/authorize?${new URLSearchParams({ ...B0, redirect_uri: 'https://app.acme.test/cd' })}`;
        for (const [path, secret, host] of [
          ['/', /globex|dev\/mailbox/, undefined],
          ['/', /globex|acme/, `localhost:${stack.port}`],
          [wrong, /https:\/\/app\.acme\.test\/cb/, undefined],
        ] as const) {
          const own = new UserAgent({ port: stack.port, host: host ?? stack.host('acme') });
          assert.match((await own.send(path, { headers: HTML })).body, secret, `${path} at the machine`);
          const { body } = await fromElsewhere(stack, path, HTML, host);
          assert.doesNotMatch(body, secret, `${path} from elsewhere`);
        }
      } finally {
        await stack.close();
      }
    });
  });
}

test('TACIT_UNSAFE_MAILBOX_FOR_EVERYBODY shows the mailbox to others, and nothing else', async () => {
  const stack = await startStack({ listenAt: '0.0.0.0', mailboxForEverybody: true });
  try {
    await haveMailSent(stack);
    assert.equal((await fromElsewhere(stack, '/dev/mailbox')).status, 200);
    assert.equal((await fromElsewhere(stack, '/dev/mailbox.json')).status, 200);
    assert.doesNotMatch((await fromElsewhere(stack, '/', HTML)).body, /globex/);
  } finally {
    await stack.close();
  }
});
