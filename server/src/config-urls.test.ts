import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hidePassword, parseDatabaseUrl, parseSmtpUrl } from './config-urls.ts';

const FORM = /^must be sqlite:PATH, sqlite::memory: or postgres:\/\/USER:PASSWORD@HOST\/NAME$/;

const DATABASES: readonly (readonly [url: string, wrong: RegExp | undefined])[] = [
  ['sqlite::memory:', undefined],
  ['sqlite:data/tacit.db', undefined],
  ['sqlite:/var/lib/tacit.db', undefined],
  ['sqlite:///var/lib/tacit.db', undefined],
  ['sqlite:', /^names no file: write sqlite:data\/tacit\.db$/],
  ['sqlite://data/tacit.db', /the path itself: sqlite:data\/tacit\.db$/],
  ['sqlite:data/', /^names a directory: name a file in it/],
  ['data/tacit.db', /; write sqlite:data\/tacit\.db$/],
  [':memory:', /; write sqlite::memory:$/],
  ['sqlite3:data/tacit.db', /; write sqlite:data\/tacit\.db$/],
  ['SQLITE:tacit.sqlite3', /; write sqlite:tacit\.sqlite3$/],
  ['file:tacit.db', /; write sqlite:tacit\.db$/],
  ['sqlite:~/tacit.db', /^begins with ~, which only a shell replaces: write the whole path$/],
  ['jdbc:postgresql://u:hunter2@h/d', /; begin with postgres:\/\/$/],
  ['postgresql+psycopg://u:hunter2@h/d', /; begin with postgres:\/\/$/],
  ['mysql://u:hunter2@h/d', FORM],
  ['hunter2', FORM],
  ['postgres:/u:hunter2@h/d', /^must begin with postgres:\/\/, in lower case and with two slashes$/],
  ['Postgres://u:hunter2@h/d', /^must begin with postgres:\/\//],
  ['postgresql:u:hunter2@h/d', /^must begin with postgres:\/\//],
  ['postgres://tacit@db/tacit', undefined],
  ['postgresql://tacit:pw@db:5433/tacit?sslmode=verify-full', undefined],
  ['postgres://localhost:5432/tacit?application_name=a@b', undefined],
  ['postgres://postgres@localhost/postgres?host=/run/postgresql', undefined],
  ['postgres://u@h/d?password=hunter2@/#', undefined],
  ['postgres://u:p@a:5432,b,c:6543/d?target_session_attrs=read-write', undefined],
  ['postgres://u:hunter2@a,b/d?application_name=a@b', undefined],
  ['postgres://a:5432,b:6543/d?application_name=a@b', undefined],
  ['postgres://u:hunt,er2@a,b/d', undefined],
  ['postgres://u@[::1]:5432,[2001:db8::1]/d', undefined],
  ['postgres://u@%2Frun%2Fa,%2Frun%2Fb/d', undefined],
  ['postgres://u@localhost/d?host=/run/a,/run/b&port=5432,5433', undefined],
  ['postgres://u@localhost:5432/d?host=/run/a,/run/b&target_session_attrs=primary', undefined],
  ['postgres://u@h/d?target_session_attrs=any', undefined],
  [
    'postgres://u:hunter2@a,b/d?target_session_attrs=read-only',
    /^has target_session_attrs=read-only, but Tacit has to write: say any, read-write, primary$/,
  ],
  ['postgres://u@h/d?target_session_attrs=standby', /^has target_session_attrs=standby, but Tacit has to/],
  ['postgres://u@h/d?target_session_attrs=prefer-standby', /but Tacit has to write/],
  ['postgres://u:hunter2@h/d?target_session_attrs=readwrite', /^has a target_session_attrs that is not one/],
  ['postgres://u@h/d?target_session_attrs=', /^has a target_session_attrs that is not one of any,/],
  ['postgres://u:hunter2@a,b/d?load_balance_hosts=random', /^has load_balance_hosts, which is not known/],
  ['postgres://u@a/d?hostaddr=10.0.0.1', /^has hostaddr, which is not known here: write the address as/],
  ['postgres://u:hunter2@a,,b/d', /^has an empty host in its list$/],
  ['postgres://u@a,/d', /^has an empty host in its list$/],
  ['postgres://u:hunter2@a:b,c/d', /^has a port that is not a number$/],
  ['postgres://u:hunter2@a,b:70000/d', /^is not a URL/],
  ['postgres://u:hunter2@2001:db8::1,b/d', /^is not a URL|^has a port that is not a number$/],
  ['postgres://u:hunter2@[::1,b/d', /^is not a URL/],
  ['postgres://u@a/d?host=a,b&port=1,2,3', /^names 2 hosts and 3 ports$/],
  ['postgres://u@a,b/d?sslmode=required', /^has an sslmode that is not one of/],
  ['postgres://u:hunt/er2@a,b/d', /^has a \/ .* is written %2F /],
  ['postgres://u:hu,nt#er2@a:1,b:2/d', /^has a # .* is written %23 /],
  // As they are, these two are read as they were meant.
  ['postgres://u:hunt@er2@h/d', undefined],
  ['postgres://u:hunt:er2@h/d', undefined],
  ['postgres://u:hunt%2Fer%402@h/d', undefined],
  ['postgres://u:hunt/er2@h/d', /^has a \/ .* is written %2F /],
  ['postgres://u:12/hunter2@h/d', /^has a \/ .* is written %2F /],
  ['postgres://u:hunt?er2@h/d', /^has a \? .* is written %3F /],
  ['postgres://u:12?hunter2@h/d', /^has a \? .* is written %3F /],
  ['postgres://u:hunt?er=2@h/d', /^has a \? .* is written %3F /],
  ['postgres://u:hunt#er2@h/d', /^has a # .* is written %23 /],
  ['postgres://u:12#hunter2@h/d', /^has a # .* is written %23 /],
  ['postgres://u:hunt@er#2@h/d', /^has a # .* is written %23 /],
  ['postgres://u:hunt%er2@h/d', /^has a % .* is written %25 /],
  ['postgres://u:hunter2%@h/d', /^has a % .* is written %25 /],
  ['postgres://u:hunter%ff2@h/d', /^has a % .* is written %25 /],
  ['postgres://u:hunt er2@h/d', /^has a space .* is written %20 /],
  ['postgres://u:hunter2@h:port/d', /^has a port that is not a number$/],
  ['postgres://u:hunter2@h:99999/d', /^is not a URL: it must be postgres:/],
  [
    'postgres://u:hunter2@h/d?sslmode=required',
    /^has an sslmode that is not one of disable, prefer, require,/,
  ],
  ['postgres://u:hunter2@h/d?sslmode=', /^has an sslmode that is not one of/],
];

for (const [url, wrong] of DATABASES) {
  test(`${url} is ${wrong ? 'refused with what to do, and without its password' : 'a database'}`, () => {
    const parsed = parseDatabaseUrl(url);
    assert.equal(parsed.ok, wrong === undefined);
    if (parsed.ok) return;
    assert.match(parsed.error, wrong ?? /^$/);
    assert.doesNotMatch(parsed.error, /hunt|er2/);
  });
}

const MAIL_SERVERS: readonly (readonly [url: string, wrong: RegExp | undefined])[] = [
  ['smtp://mail.example.com', undefined],
  ['smtps://u%40example.com:p%2F@mail.example.com:465/', undefined],
  ['mail.example.com:587', /^must be smtp:/],
  ['http://u:hunter2@mail', /^must be smtp:.* or smtps:/],
  ['smtp:/mail.example.com', /^must be smtp:/],
  ['smtp://mail.example.com/path', /with nothing behind it$/],
  ['smtp://mail.example.com:port', /with nothing behind it$/],
  ['smtp://u:hunt/er2@mail.example.com', /^has a \/ .* is written %2F /],
  ['smtp://u:hunt#er2@mail.example.com:587', /^has a # .* is written %23 /],
  ['smtp://u:hunter2%@mail.example.com', /^has a % .* is written %25 /],
  ['smtp://u:hunt er2@mail.example.com', /^has a space .* is written %20 /],
];

for (const [url, wrong] of MAIL_SERVERS) {
  test(`${url} is ${wrong ? 'refused with what to do, and without its password' : 'a mail server'}`, () => {
    const parsed = parseSmtpUrl(url);
    assert.equal(parsed.ok, wrong === undefined);
    if (parsed.ok) return;
    assert.match(parsed.error, wrong ?? /^$/);
    assert.doesNotMatch(parsed.error, /hunt|er2/);
  });
}

test('a password is hidden wherever it stands, be the URL broken by it or not', () => {
  for (const [url] of [...DATABASES, ...MAIL_SERVERS])
    if (url.includes('@')) assert.doesNotMatch(hidePassword(url), /hunt|er2/, url);
  assert.equal(hidePassword('postgres://u:12/3@h/d'), 'postgres://u:[secret]@h/d');
});
