import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clearCookie, cookieName, readCookie, setCookie } from './cookies.ts';

/** A request whose headers are not cleaned up first, as fetch would. */
function withCookie(cookie: string): Request {
  return new Request('https://auth.example/', { headers: { cookie } });
}

const NAME = '__Host-tacit_session';

/** What JavaScript's `trim` takes away and a cookie's name may hold, as far as a header carries it. */
const UNNAMED_SPACES = ['\u00a0', '\u0085', '\v', '\f'];

describe('readCookie', () => {
  for (const header of [
    `${NAME}=one; ${NAME}=two`,
    `${NAME}=two; ${NAME}=one`,
    `${NAME}=one; other=x; ${NAME}=one`,
    `${NAME}=one; ${NAME}=`,
    `${NAME}=one;${NAME}=two`,
  ]) {
    it(`SE-03 takes neither of two cookies of one name: ${header}`, () => {
      assert.equal(readCookie(withCookie(header), NAME), undefined);
    });
  }

  for (const header of [
    'tacit_session=tossed',
    `x${NAME}=tossed`,
    `${NAME}x=tossed`,
    '__host-tacit_session=tossed',
    `other="; ${NAME}"`,
    ...UNNAMED_SPACES.flatMap((space) => [
      `${space}${NAME}=tossed`,
      `a=1; ${space}${NAME}=tossed`,
      `${NAME}${space}=tossed`,
    ]),
  ]) {
    it(`SE-03 does not take another cookie for ours: ${header}`, () => {
      assert.equal(readCookie(withCookie(header), NAME), undefined);
    });
  }

  for (const [what, value] of [
    ['nothing', ''],
    ['8 KB', 'a'.repeat(8_192)],
    ['an escaped NUL', 'abc%00'],
    ['bytes that are not ASCII', 'ab\u00ff'],
    ['quotes', '"abc"'],
    ['a space inside', 'a b'],
    ['a comma', 'a,b'],
    ['an equals sign', 'a=b'],
    ['one character more than is kept', 'a'.repeat(3_801)],
  ] as const) {
    it(`SE-17 reads a value of ${what} as no cookie`, () => {
      assert.equal(readCookie(withCookie(`${NAME}=${value}`), NAME), undefined);
    });
  }

  for (const space of UNNAMED_SPACES) {
    it(`SE-17 reads a value with U+${space.charCodeAt(0).toString(16).padStart(4, '0')} at its end as no cookie`, () => {
      assert.equal(readCookie(withCookie(`${NAME}=one${space}`), NAME), undefined);
      assert.equal(readCookie(withCookie(`a=1; ${space}${NAME}=tossed; ${NAME}=one`), NAME), 'one');
    });
  }

  it('reads what SP and HTAB stand around (RFC 9110 §5.6.3)', () => {
    assert.equal(readCookie(withCookie(`a=1;\t ${NAME}=one \t;b=2`), NAME), 'one');
  });

  it('is undefined without a Cookie header', () => {
    assert.equal(readCookie(new Request('https://auth.example/'), NAME), undefined);
  });

  it('reads a value of base64url and dots among others', () => {
    assert.equal(readCookie(withCookie(`a=1; ${NAME}=AZaz09-_.x; b=2`), NAME), 'AZaz09-_.x');
  });

  it('reads the longest value that is ever set', () => {
    assert.equal(readCookie(withCookie(`${NAME}=${'a'.repeat(3_800)}`), NAME), 'a'.repeat(3_800));
  });
});

describe('setCookie', () => {
  for (const value of ['', 'a;b', 'a\r\nb', 'a b', 'é', 'a'.repeat(3_801)]) {
    it(`SE-17 throws for the value ${JSON.stringify(value.slice(0, 20))}`, () => {
      assert.throws(() => setCookie({ name: NAME, value, secure: true, sameSite: 'Lax' }), /base64url/);
    });
  }

  it('SE-02 throws for a name that the transport does not call for', () => {
    assert.throws(
      () => setCookie({ name: 'tacit_session', value: 'v', secure: true, sameSite: 'Lax' }),
      /cookieName/,
    );
    assert.throws(() => setCookie({ name: NAME, value: 'v', secure: false, sameSite: 'Lax' }), /cookieName/);
  });

  it('SE-02 is __Host-, Secure, HttpOnly, Path=/ and without a Domain over https', () => {
    const name = cookieName('tacit_session', true);
    assert.equal(
      setCookie({ name, value: 'v', secure: true, sameSite: 'Lax', maxAge: 60 }),
      '__Host-tacit_session=v; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=60',
    );
  });

  it('SE-02 has a plain name over http, where browsers refuse the prefix', () => {
    const name = cookieName('tacit_session', false);
    assert.equal(
      setCookie({ name, value: 'v', secure: false, sameSite: 'Lax' }),
      'tacit_session=v; Path=/; HttpOnly; SameSite=Lax',
    );
  });

  it('SE-02 is SameSite=None only with Secure', () => {
    assert.match(
      setCookie({ name: NAME, value: 'v', secure: true, sameSite: 'None' }),
      /; Secure; SameSite=None$/,
    );
    assert.match(setCookie({ name: 'a', value: 'v', secure: false, sameSite: 'None' }), /SameSite=Lax$/);
  });

  it('SE-02 stays under 4096 bytes with the longest value', () => {
    const cookie = setCookie({
      name: NAME,
      value: 'a'.repeat(3_800),
      secure: true,
      sameSite: 'None',
      maxAge: 31_536_000,
    });
    assert.ok(Buffer.byteLength(cookie) < 4_096);
  });
});

describe('clearCookie', () => {
  it('SE-02 ends a cookie with the attributes that it was set with', () => {
    assert.equal(
      clearCookie({ name: NAME, secure: true, sameSite: 'None' }),
      '__Host-tacit_session=; Path=/; HttpOnly; Secure; SameSite=None; Max-Age=0',
    );
  });
});
