import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainLook } from '../look/look.ts';
import { de } from '../text/de.ts';
import { en } from '../text/en.ts';
import { fr } from '../text/fr.ts';
import { type ConsentPage, consentPage } from './consent.ts';

const PAGE: ConsentPage = {
  look: plainLook(en),
  action: '/consent',
  interaction: 'sealed.value',
  csrf: 'csrf-token',
  session: 'session-name',
  client_name: 'Appointments',
  is_first_party: true,
  redirect_host: 'app.example',
  openid_scopes: ['openid'],
  api: {
    name: 'Appointments API',
    scopes: [{ value: 'appointments', description: 'Read your appointments' }],
  },
  user_email: 'alice@example.com',
  lifetimes: { access: 7_200 },
};

describe('consentPage', () => {
  const hostile = '"><script>alert(1)</script><svg onload=alert(1)>';

  for (const field of [
    'client_name',
    'user_email',
    'redirect_host',
    'metadata_host',
    'logo_uri',
    'policy_uri',
    'tos_uri',
    'interaction',
    'csrf',
    'session',
  ] as const) {
    it(`XS-02 shows a hostile ${field} as text`, () => {
      assert.doesNotMatch(consentPage({ ...PAGE, [field]: hostile }), /<script|<svg/);
    });
  }

  it('CIMD shows the host that answers for a client which nobody registered, and none for another', () => {
    const document = consentPage({ ...PAGE, metadata_host: 'agent.example' });
    assert.ok(document.includes('<strong id="consent-origin">agent.example</strong>'));
    assert.doesNotMatch(consentPage(PAGE), /consent-origin/);
  });

  it('XS-02 shows a hostile scope, a hostile description and a hostile API as text', () => {
    const api = { name: hostile, scopes: [{ value: hostile }, { value: 'a', description: hostile }] };
    assert.doesNotMatch(consentPage({ ...PAGE, openid_scopes: [hostile], api }), /<script|<svg/);
  });

  it('XS-02 shows a logo whose URI is quoted cleverly as an attribute and no more', () => {
    const document = consentPage({ ...PAGE, logo_uri: 'https://a.example/"onerror="alert(1)' });
    assert.match(document, /src="https:\/\/a\.example\/&quot;onerror=&quot;alert\(1\)" alt=""/);
  });

  for (const logo_uri of [
    'javascript:alert(1)',
    'http://a.example/l.png',
    '//a.example/l.png',
    'data:text/html,x',
    ' https://a.example/',
  ]) {
    it(`CO-09 leaves out the logo ${logo_uri}`, () => {
      assert.doesNotMatch(consentPage({ ...PAGE, logo_uri }), /<img/);
    });
  }

  it('CO-09 shows a logo by https that learns nothing of the page', () => {
    const document = consentPage({ ...PAGE, logo_uri: 'https://a.example/l.svg' });
    assert.match(
      document,
      /id="client-logo" src="https:\/\/a\.example\/l\.svg" alt="" referrerpolicy="no-referrer"/,
    );
  });

  it('CO-09 shows client and API without characters that turn or hide the text around them', () => {
    const document = consentPage({
      ...PAGE,
      client_name: 'A\u202ecme\u200b',
      api: { name: 'A\u202epi', scopes: [] },
    });
    assert.doesNotMatch(document, /[\u200b\u202e]/);
    assert.match(document, /<bdi>Acme<\/bdi>/);
    assert.match(document, /<bdi>Api<\/bdi>/);
  });

  it('CO-09 warns of a third party and shows the host of the redirect URI', () => {
    const document = consentPage({ ...PAGE, is_first_party: false, redirect_host: 'xn--pple-43d.example' });
    assert.ok(document.includes(en.consent.unverified));
    assert.match(document, /id="consent-destination">xn--pple-43d\.example</);
  });

  it('does not warn of a first party', () => {
    assert.doesNotMatch(consentPage(PAGE), /consent-unverified/);
  });

  it('says what, who, how long and where to', () => {
    const document = consentPage(PAGE);
    assert.match(document, /<li>Read your appointments<\/li>/);
    assert.match(document, /id="consent-account">alice@example\.com</);
    assert.match(document, /2 hours/);
    assert.match(document, /app\.example/);
  });

  it('describes a standard scope in the language of the page, and names one that nobody described', () => {
    const document = consentPage({
      ...PAGE,
      look: plainLook(de),
      openid_scopes: ['email'],
      api: { name: 'API', scopes: [{ value: 'constructor' }] },
    });
    assert.match(document, /<li>Ihre E-Mail-Adresse sehen<\/li>/);
    assert.match(document, /<li><code>constructor<\/code><\/li>/);
  });

  it('says so when nothing but the login is asked for', () => {
    for (const api of [undefined, { name: 'Appointments API', scopes: [] }])
      assert.ok(consentPage({ ...PAGE, openid_scopes: [], api }).includes(en.consent.no_permissions));
    assert.ok(!consentPage(PAGE).includes(en.consent.no_permissions));
  });

  it('speaks of no API where the request names none', () => {
    assert.match(
      consentPage({ ...PAGE, openid_scopes: [], api: undefined }),
      /<h2 id="consent-scopes">It will be able to<\/h2>/,
    );
    assert.doesNotMatch(consentPage({ ...PAGE, api: undefined }), /consent-scopes|Appointments API/);
  });

  it('puts what is about the End-User apart from what the API is for', () => {
    const document = consentPage({ ...PAGE, openid_scopes: ['openid', 'offline_access'] });
    const [, about = '', api = ''] = document.split('<section');
    assert.match(about, /About you.*Know who you are.*Keep access while you are away/s);
    assert.match(api, /With <bdi>Appointments API<\/bdi>.*Read your appointments/s);
    assert.doesNotMatch(api.split('</section>')[0] ?? '', /Know who|Keep access/);
  });

  describe('with many scopes', () => {
    const scopes = (count: number) =>
      Array.from({ length: count }, (_, number) => ({
        value: `${number % 2 ? 'read' : 'delete'}:thing${number >> 1}`,
        description: `Do ${number}`,
      }));
    const asking = (count: number, differences: Partial<ConsentPage> = {}) =>
      consentPage({ ...PAGE, api: { name: 'Things', scopes: scopes(count) }, ...differences });

    it('lists as many as are read line by line, and folds one more by what they are about', () => {
      assert.match(asking(12), /<li>Do 11<\/li>/);
      assert.doesNotMatch(asking(12), /consent-each/);
      const many = asking(13);
      assert.match(
        many,
        /<details class="fold" id="consent-each">\n<summary>13 permissions, by what they are about<\/summary>/,
      );
      assert.match(many, /<li><bdi><code>thing0<\/code>: Do 0 · Do 1<\/bdi><\/li>/);
      assert.match(many, /<li>Do 12<\/li>/);
    });

    it('CO-09 hides nothing that a third party asks for', () => {
      assert.match(asking(13, { is_first_party: false }), /id="consent-each" open>/);
    });

    it('XS-02 shows hostile names and descriptions as text', () => {
      const hostileScopes = scopes(13).map((_, number) => ({
        value: `${hostile}${number}`,
        description: hostile,
      }));
      assert.doesNotMatch(asking(0, { api: { name: 'Things', scopes: hostileScopes } }), /<script|<svg/);
    });
  });

  it('says to whom a command led that nobody else may have typed (RFC 8252 §8.6)', () => {
    assert.match(
      consentPage({ ...PAGE, command: 'tacit login' }),
      /id="consent-command">Continue only if you have just typed <code>tacit login<\/code> on this computer\.</,
    );
    assert.doesNotMatch(consentPage(PAGE), /consent-command/);
  });

  it('folds the names away that applications use', () => {
    const document = consentPage(PAGE);
    const folded = /<details[^>]*>.*<\/details>/s.exec(document)?.[0] ?? '';
    assert.match(folded, /<code>openid<\/code> <code>appointments<\/code>/);
    assert.doesNotMatch(document.replace(folded, ''), /<code>/);
    assert.doesNotMatch(consentPage({ ...PAGE, openid_scopes: [], api: undefined }), /<details/);
  });

  it('says nothing of time where no access is given, and how long it is renewed where it is', () => {
    assert.doesNotMatch(consentPage({ ...PAGE, lifetimes: undefined }), /Access lasts/);
    assert.doesNotMatch(consentPage(PAGE), /renewed/);
    const thirty = consentPage({ ...PAGE, lifetimes: { access: 60, renewal: 30 * 86_400 } });
    assert.match(thirty, /<strong>1 minute<\/strong> <small>can be renewed for 30 days<\/small>/);
    const endless = consentPage({ ...PAGE, lifetimes: { access: 60, renewal: 'unlimited' } });
    assert.ok(endless.includes(`<small>${en.consent.renewable_always}</small>`));
  });

  const lifetimes: readonly (readonly [number, typeof en, string])[] = [
    [1, en, '1 second'],
    [59, en, '59 seconds'],
    [60, en, '1 minute'],
    [5_400, en, '1 hour, 30 minutes'],
    [86_399, en, '23 hours, 59 minutes'],
    [86_400, en, '1 day'],
    [2_592_000, de, '30 Tage'],
    [7_200, fr, '2 heures'],
  ];
  for (const [access, text, words] of lifetimes) {
    it(`writes ${access} seconds as "${words}"`, () => {
      const document = consentPage({ ...PAGE, look: plainLook(text), lifetimes: { access } });
      assert.ok(document.replaceAll('\u00a0', ' ').includes(`<strong>${words}</strong>`));
    });
  }

  it('posts accept or deny with the interaction, the CSRF token and the session that was asked', () => {
    const document = consentPage(PAGE);
    assert.match(document, /<form class="actions" method="post" action="\/consent">/);
    assert.match(document, /id="consent-accept" name="action" value="accept" type="submit"/);
    assert.match(document, /id="consent-deny" name="action" value="deny" type="submit"/);
    assert.match(document, /name="interaction" value="sealed\.value"/);
    assert.match(document, /name="csrf" value="csrf-token"/);
    assert.match(document, /name="session" value="session-name"/);
  });
});
