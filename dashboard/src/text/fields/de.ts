/**
 * What the fields of forms are called, and what is said of them, in German: by the English text of each.
 */
import type { FieldWords } from './text.ts';

export const DE: FieldWords = {
  'Client ID': 'Client-ID',
  Name: 'Name',
  Description: 'Beschreibung',
  'Kind of application': 'Art der Anwendung',
  'First party': 'Eigene Anwendung (First Party)',
  'Callback URLs': 'Callback-URLs',
  'Allowed logout URLs': 'Erlaubte Abmelde-URLs',
  'Web origins': 'Web-Origins',
  'Allowed origins': 'Erlaubte Origins',
  'Grant types': 'Grant-Typen',
  'Forbid implicit': 'Implicit verbieten',
  'Response types': 'Response-Typen',
  'OIDC conformant': 'OIDC-konform',
  'Second factor': 'Zweiter Faktor',
  'Token endpoint authentication method': 'Authentifizierung am Token-Endpunkt',
  'Token endpoint authentication signing algorithm':
    'Signaturalgorithmus der Authentifizierung am Token-Endpunkt',
  'JWKS URI': 'JWKS-URI',
  JWKS: 'JWKS',
  'ID token lifetime': 'Lebensdauer des ID-Tokens',
  'ID token signed response algorithm': 'Signaturalgorithmus des ID-Tokens',
  'Userinfo signed response algorithm': 'Signaturalgorithmus von Userinfo',
  'Refresh token rotation type': 'Rotation der Refresh-Tokens',
  'Refresh token expiration type': 'Ablauf der Refresh-Tokens',
  'Refresh token lifetime': 'Lebensdauer der Refresh-Tokens',
  'Infinite refresh token lifetime': 'Unbegrenzte Lebensdauer der Refresh-Tokens',
  'Idle refresh token lifetime': 'Lebensdauer unbenutzter Refresh-Tokens',
  'Infinite idle refresh token lifetime': 'Unbegrenzte Lebensdauer unbenutzter Refresh-Tokens',
  'Refresh token leeway': 'Karenzzeit der Refresh-Tokens',
  'Refresh token policies': 'Refresh-Tokens für weitere APIs',
  Audience: 'Audience',
  Scope: 'Scope',
  'Logo URI': 'URI des Logos',
  'Client URI': 'URI der Startseite',
  'Policy URI': 'URI der Datenschutzerklärung',
  'Terms of service URI': 'URI der Nutzungsbedingungen',
  'Frontchannel logout URI': 'URI der Front-Channel-Abmeldung',
  'Backchannel logout URI': 'URI der Back-Channel-Abmeldung',
  'Initiate login URI': 'URI zum Beginn der Anmeldung',
  'Client metadata': 'Metadaten der Anwendung',
  'Software ID': 'Software-ID',
  'Software version': 'Software-Version',
  Contacts: 'Kontakte',
  'Request object signing algorithm': 'Signaturalgorithmus der Request Objects',
  'Request URIs': 'Request-URIs',
  'Default max age': 'Standard-Höchstalter der Anmeldung',
  'Default ACR values': 'Standard-ACR-Werte',
  'Subject type': 'Subject-Typ',
  'Sector identifier URI': 'URI des Sector Identifiers',
  'Resource server identifier': 'Kennung der API',
  'Unclaimed redirect schemes': 'Beliebige Weiterleitungsschemata',
  'Any port of localhost': 'Jeder Port von localhost',
  'Access token in query': 'Access-Token in der Query',
  Identifier: 'Kennung',
  Scopes: 'Scopes',
  Value: 'Wert',
  'Enforce policies': 'Berechtigungen durchsetzen',
  'Skip consent for verifiable first party clients': 'Keine Zustimmung bei prüfbaren eigenen Anwendungen',
  'Allow offline access': 'Offline-Zugriff erlauben',
  'Token lifetime': 'Lebensdauer der Tokens',
  'Token lifetime for web': 'Lebensdauer der Tokens im Browser',
  'Signing algorithm': 'Signaturalgorithmus',
  'Token dialect': 'Form der Tokens',
  'User ID': 'Benutzer-ID',
  'E-mail address': 'E-Mail-Adresse',
  'E-mail address is confirmed': 'E-Mail-Adresse ist bestätigt',
  Username: 'Benutzername',
  Blocked: 'Gesperrt',
  'Given name': 'Vorname',
  'Family name': 'Familienname',
  Nickname: 'Spitzname',
  Picture: 'Bild',
  'Phone number': 'Telefonnummer',
  'User metadata': 'Metadaten des Benutzers',
  'App metadata': 'Metadaten der Anwendungen',
  'Middle name': 'Weiterer Vorname',
  'Preferred username': 'Bevorzugter Benutzername',
  Profile: 'Profil',
  Website: 'Website',
  Gender: 'Geschlecht',
  Birthdate: 'Geburtsdatum',
  Zoneinfo: 'Zeitzone',
  Locale: 'Sprache und Region',
  'Updated at': 'Geändert am',
  'Phone number verified': 'Telefonnummer ist bestätigt',
  Address: 'Anschrift',
  Formatted: 'Als Ganzes',
  'Street address': 'Straße und Hausnummer',
  Locality: 'Ort',
  Region: 'Region',
  'Postal code': 'Postleitzahl',
  Country: 'Land',
  ID: 'ID',
  'Login methods': 'Anmeldewege',
  'Username login': 'Anmeldung mit Benutzername',
  'Identifier first': 'Kennung zuerst',
  'Sign up': 'Registrierung',
  'Password min length': 'Mindestlänge des Passworts',
  'Password history': 'Frühere Passwörter',
  'Password dictionary': 'Verbotene Wörter in Passwörtern',
  Connections: 'Verbindungen',
  'Display name': 'Anzeigename',
  Strategy: 'Art',
  Domains: 'Domains',
  'Sign up at once': 'Registrierung meldet sofort an',
  'Second factors': 'Zweite Faktoren',
  'Remember device days': 'Gerät merken (Tage)',
  'Breached passwords URL': 'URL für gestohlene Passwörter',
  'Friendly name': 'Name auf den Seiten',
  'Picture URL': 'URL des Bildes',
  'Support email': 'E-Mail-Adresse für Hilfe',
  'Support URL': 'URL für Hilfe',
  'Enabled locales': 'Sprachen der Seiten',
  Policy: 'Richtlinie',
  'Default audience': 'Standard-Audience',
  'Forbid token response type': 'response_type token verbieten',
  'Session lifetime': 'Lebensdauer der Sitzung',
  'Idle session lifetime': 'Lebensdauer der unbenutzten Sitzung',
  'Dynamic registration': 'Dynamische Registrierung',
  'Client ID metadata documents': 'Metadaten-Dokumente als Client-ID',
  'MCP clients': 'MCP-Clients',
  'Account deletion': 'Löschen des Kontos',
  'Account deletion wait days': 'Wartezeit vor dem Löschen (Tage)',
  'Preview features': 'Funktionen in der Vorschau',
  'Redirects at registration': 'Weiterleitungen bei der Registrierung',
  'My account for third parties': 'My Account API für Dritte',
  'Skip consent on localhost': 'Keine Zustimmung auf localhost',
  Domain: 'Domain',
  'Logo URL': 'URL des Logos',
  'Favicon URL': 'URL des Favicons',
  'Primary color': 'Hauptfarbe',
  'Page background color': 'Hintergrundfarbe der Seite',
  'Page background URL': 'URL des Hintergrundbilds',
  'Terms URL': 'URL der Nutzungsbedingungen',
  'Privacy URL': 'URL der Datenschutzerklärung',
  'The name that requests know the client by.': 'Der Name, unter dem Anfragen die Anwendung kennen.',
  'What the End-User reads on the pages.': 'Was Personen auf den Seiten lesen.',
  'What it is, for whoever administers it.': 'Was sie ist, für alle, die sie verwalten.',
  'What kind of application it is; of a `native` one the port of a loopback redirect may vary.':
    'Was für eine Anwendung es ist; bei einer `native`-Anwendung darf der Port einer Loopback-Weiterleitung wechseln.',
  'Belongs to whoever runs the tenant; with `false` every request needs the End-User’s consent.':
    'Gehört dem Betreiber des Mandanten; mit `false` braucht jede Anfrage die Zustimmung der Person.',
  'Where answers may be sent, compared byte for byte.':
    'Wohin Antworten gesendet werden dürfen, Byte für Byte verglichen.',
  'Where a logout may return to.': 'Wohin eine Abmeldung zurückführen darf.',
  'Origins that may receive tokens by `web_message` or `okta_post_message`; of a `native` client also those of other schemes, as `capacitor://localhost`.':
    'Origins, die Tokens mit `web_message` oder `okta_post_message` bekommen dürfen; bei einer `native`-Anwendung auch solche mit anderen Schemata, etwa `capacitor://localhost`.',
  'Origins that may call `/userinfo` from a page, beside those of the callbacks and `web_origins`; of a `native` client also those of other schemes.':
    'Origins, die `/userinfo` von einer Seite aus aufrufen dürfen, zusätzlich zu denen der Callbacks und zu `web_origins`; bei einer `native`-Anwendung auch solche mit anderen Schemata.',
  'How it may get tokens. The implicit grant is off until it is named here.':
    'Wie sie Tokens bekommen darf. Der Implicit Grant ist aus, bis er hier genannt wird.',
  'Refuses what needs the implicit grant, though `grant_types` names it: the last step to code + PKCE, and with `false` the way back.':
    'Lehnt ab, was den Implicit Grant braucht, auch wenn `grant_types` ihn nennt: der letzte Schritt zu Code + PKCE und mit `false` der Weg zurück.',
  'What it may ask for; left out: all that its grant types allow.':
    'Was sie verlangen darf; nicht angegeben: alles, was ihre Grant-Typen erlauben.',
  'Keeps to the letter of OpenID Connect; `false` is what SDKs of Auth0 expect that are older.':
    'Hält sich genau an OpenID Connect; `false` erwarten ältere SDKs von Auth0.',
  'When it wants a second factor; left out: when the tenant does.':
    'Wann sie einen zweiten Faktor verlangt; nicht angegeben: wann der Mandant es tut.',
  'How it proves who it is; `none` is a public client. Left out beside a secret: `client_secret_basic_or_post`.':
    'Wie sie sich ausweist; `none` ist ein öffentlicher Client. Nicht angegeben, wenn es ein Geheimnis gibt: `client_secret_basic_or_post`.',
  'The one algorithm of its assertions; left out: any that goes with the method.':
    'Der einzige Algorithmus ihrer Assertions; nicht angegeben: jeder, der zum Verfahren passt.',
  'Where its public keys are.': 'Wo ihre öffentlichen Schlüssel liegen.',
  'Its public keys.': 'Ihre öffentlichen Schlüssel.',
  'Seconds an ID token is valid.': 'Wie viele Sekunden ein ID-Token gilt.',
  'Signs its ID tokens.': 'Womit ihre ID-Tokens signiert werden.',
  'Lets `/userinfo` answer with a JWT that this algorithm signs (OIDC Core §5.3.2).':
    'Lässt `/userinfo` mit einem JWT antworten, das mit diesem Algorithmus signiert ist (OIDC Core §5.3.2).',
  'Whether each use of a refresh token replaces it; left out: `rotating` for a public client, `non-rotating` for one that authenticates.':
    'Ob ein Refresh-Token bei jeder Verwendung ersetzt wird; nicht angegeben: `rotating` bei einem öffentlichen Client, `non-rotating` bei einem, der sich ausweist.',
  'Whether its refresh tokens end by themselves; `non-expiring` is both lifetimes without an end.':
    'Ob ihre Refresh-Tokens von selbst enden; `non-expiring` heißt: beide Lebensdauern ohne Ende.',
  'Seconds a refresh token, with all that follow it, is valid.':
    'Wie viele Sekunden ein Refresh-Token gilt, mit allen, die ihm nachfolgen.',
  'A refresh token, with all that follow it, is valid as long as it is used.':
    'Ein Refresh-Token gilt, mit allen, die ihm nachfolgen, solange es verwendet wird.',
  'Seconds a refresh token is valid without being used.':
    'Wie viele Sekunden ein Refresh-Token gilt, ohne verwendet zu werden.',
  'A refresh token is valid without being used: for five years.':
    'Ein Refresh-Token gilt, auch ohne verwendet zu werden: fünf Jahre lang.',
  'Seconds in which a spent refresh token may be sent again, for an answer that was lost on its way.':
    'Wie viele Sekunden lang ein verbrauchtes Refresh-Token noch einmal gesendet werden darf, falls die Antwort unterwegs verloren ging.',
  'Other APIs that a refresh token of it gives access tokens for.':
    'Weitere APIs, für die ihre Refresh-Tokens Access-Tokens holen.',
  'The API.': 'Die API.',
  'What the client may ask for there.': 'Was der Client dort verlangen darf.',
  'A picture of it for the consent page.': 'Ein Bild von ihr für die Zustimmungsseite.',
  'Its home page.': 'Ihre Startseite.',
  'What it does with the data of people.': 'Was sie mit den Daten von Personen macht.',
  'Its terms of service.': 'Ihre Nutzungsbedingungen.',
  'Loaded in a frame when a session ends.': 'Wird in einem Frame geladen, wenn eine Sitzung endet.',
  'Told by the server when a session ends.': 'Erfährt vom Server, wenn eine Sitzung endet.',
  'Where a login at it begins when somebody else asks for it (OIDC Core §4).':
    'Wo eine Anmeldung bei ihr beginnt, wenn jemand anderes darum bittet (OIDC Core §4).',
  'Texts that whoever administers it keeps beside it; no token and no page has them.':
    'Texte, die ihre Verwalter bei ihr ablegen; kein Token und keine Seite enthält sie.',
  'Its program, whichever client runs it.': 'Ihr Programm, gleich welcher Client es ausführt.',
  'Which version of its program it is.': 'Welche Version ihres Programms es ist.',
  'Who answers for it.': 'Wer für sie zuständig ist.',
  'The one algorithm of its request objects; left out: any that is offered.':
    'Der einzige Algorithmus ihrer Request Objects; nicht angegeben: jeder, der angeboten wird.',
  'The only addresses from which a request object is fetched (OIDC Core §6.2).':
    'Die einzigen Adressen, von denen ein Request Object geholt wird (OIDC Core §6.2).',
  'Seconds since the End-User last proved who they are, where a request does not say.':
    'Wie viele Sekunden die Anmeldung der Person höchstens zurückliegen darf, wenn eine Anfrage es nicht sagt.',
  'Levels of authentication, where a request does not say.':
    'Stufen der Authentifizierung, wenn eine Anfrage sie nicht nennt.',
  'Whether it knows an End-User by the one `sub`, or by a name of its sector (OIDC Core §8); left out: `public`.':
    'Ob sie eine Person unter dem einen `sub` kennt oder unter einem Namen ihres Sektors (OIDC Core §8); nicht angegeben: `public`.',
  'A document that lists its callbacks, where they stand on several hosts (OIDC Core §8.1).':
    'Ein Dokument, das ihre Callbacks auflistet, wenn sie auf mehreren Hosts liegen (OIDC Core §8.1).',
  'The API it stands for, where the API introspects the tokens it is sent.':
    'Die API, für die sie steht, wenn die API die empfangenen Tokens prüfen lässt (Introspection).',
  'Its callbacks may be at any private-use scheme (`myapp://`), which any program of the End-User’s machine may take for itself (RFC 8252 §8.1); of a `native` one.':
    'Ihre Callbacks dürfen jedes Private-Use-Schema haben (`myapp://`), das jedes Programm auf dem Gerät der Person an sich ziehen kann (RFC 8252 §8.1); nur bei einer `native`-Anwendung.',
  'The port of a callback at `http://localhost` may vary, though the name may lead elsewhere than to this machine (RFC 8252 §8.3); of a `native` one.':
    'Der Port eines Callbacks bei `http://localhost` darf wechseln, obwohl der Name anderswohin führen kann als zu diesem Gerät (RFC 8252 §8.3); nur bei einer `native`-Anwendung.',
  'Its access tokens may stand in the query of `/userinfo`, which is logged on the way, and kept by who sees it (RFC 6750 §2.3).':
    'Ihre Access-Tokens dürfen in der Query von `/userinfo` stehen, die unterwegs protokolliert und von allen behalten wird, die sie sehen (RFC 6750 §2.3).',
  'What the End-User reads on the consent page.': 'Was Personen auf der Zustimmungsseite lesen.',
  'The audience of its tokens: an opaque string, compared byte for byte.':
    'Die Audience ihrer Tokens: eine Zeichenkette ohne Bedeutung, Byte für Byte verglichen.',
  'What may be asked for.': 'Was verlangt werden kann.',
  'What a request asks for.': 'Was eine Anfrage verlangt.',
  'Who signs in is given those scopes of it that their roles and permissions hold, and no other; false: all that are asked for.':
    'Wer sich anmeldet, bekommt von ihr nur die Scopes, die seine Rollen und Berechtigungen enthalten; false: alle, die verlangt werden.',
  'A first-party client whose callback can be verified does not ask for consent.':
    'Eine eigene Anwendung, deren Callback sich prüfen lässt, fragt nicht nach Zustimmung.',
  'A client that asks for `offline_access` beside it gets a refresh token.':
    'Eine Anwendung, die dazu `offline_access` verlangt, bekommt ein Refresh-Token.',
  'Seconds a token from the token endpoint is valid.':
    'Wie viele Sekunden ein Token vom Token-Endpunkt gilt.',
  'Seconds a token from the authorization endpoint is valid: it travels through a browser.':
    'Wie viele Sekunden ein Token vom Autorisierungsendpunkt gilt: Es geht durch einen Browser.',
  'Signs its tokens.': 'Womit ihre Tokens signiert werden.',
  'The form of its tokens: Auth0’s own (`typ` is `JWT`), or RFC 9068 (`at+jwt`) with Auth0’s `azp` beside `client_id`; with `_authz` they hold `permissions` as well; left out: by the `policy` of the tenant.':
    'Die Form ihrer Tokens: die eigene von Auth0 (`typ` ist `JWT`) oder RFC 9068 (`at+jwt`) mit Auth0s `azp` neben `client_id`; mit `_authz` enthalten sie auch `permissions`; nicht angegeben: nach der `policy` des Mandanten.',
  'What tokens call them; left out, one is made.':
    'Wie Tokens die Person nennen; nicht angegeben: Eine ID wird erzeugt.',
  'Their address, which one user has at a time.':
    'Die Adresse der Person, die zu einer Zeit nur ein Benutzer hat.',
  'Whether it was shown to be theirs.': 'Ob nachgewiesen ist, dass sie der Person gehört.',
  'What they sign in by instead of an address, where the tenant has `username_login`; one user has it at a time.':
    'Womit sich die Person anstelle einer Adresse anmeldet, wenn der Mandant `username_login` hat; zu einer Zeit hat ihn nur ein Benutzer.',
  'Full name.': 'Vollständiger Name.',
  'They cannot sign in, and what they had ends.':
    'Die Person kann sich nicht anmelden, und was sie hatte, endet.',
  'Given name.': 'Vorname.',
  'Family name.': 'Familienname.',
  'Casual name.': 'Rufname.',
  'A picture of them.': 'Ein Bild der Person.',
  'Telephone number.': 'Telefonnummer.',
  'What applications keep for them, as they like it. In no token by itself.':
    'Was Anwendungen für die Person aufbewahren, nach deren Wunsch. Von sich aus in keinem Token.',
  'What applications keep about them, which they never change themselves. In no token by itself.':
    'Was Anwendungen über die Person aufbewahren und sie selbst nie ändert. Von sich aus in keinem Token.',
  'Middle name.': 'Weiterer Vorname.',
  'What somebody wants to be called.': 'Wie die Person genannt werden möchte.',
  'A page about them.': 'Eine Seite über die Person.',
  'A page of theirs.': 'Eine Seite der Person.',
  'Gender.': 'Geschlecht.',
  'Day of birth, `YYYY-MM-DD`.': 'Tag der Geburt, `YYYY-MM-DD`.',
  'Time zone, `Europe/Paris`.': 'Zeitzone, `Europe/Paris`.',
  'Language, `en-US`.': 'Sprache, `en-US`.',
  'When these were changed last, in seconds since the epoch.':
    'Wann diese Angaben zuletzt geändert wurden, in Sekunden seit der Epoche.',
  'Postal address.': 'Postanschrift.',
  'The whole, as on a letter.': 'Alles zusammen, wie auf einem Brief.',
  'Street and number.': 'Straße und Hausnummer.',
  'City.': 'Ort.',
  'State or province.': 'Bundesland oder Provinz.',
  'Postal code.': 'Postleitzahl.',
  'Country.': 'Land.',
  'What people call it; no two of a tenant have one name.':
    'Wie man sie nennt; keine zwei eines Mandanten heißen gleich.',
  'What it is for.': 'Wofür sie da ist.',
  'What it is called by whoever refers to it; left out, one is made: `rol_...`.':
    'Unter welchem Namen man sich auf sie bezieht; nicht angegeben: Einer wird erzeugt, `rol_...`.',
  'The ways in. What is not here is refused, whatever page the request came from.':
    'Womit man sich anmelden kann. Was hier fehlt, wird abgelehnt, von welcher Seite die Anfrage auch kam.',
  'Whoever has a user name can type it in place of the address, with the password.':
    'Wer einen Benutzernamen hat, kann ihn anstelle der Adresse eingeben, mit dem Passwort.',
  'The login page asks for the identifier alone and for the password on the next page.':
    'Die Anmeldeseite fragt nur nach der Kennung und erst auf der nächsten Seite nach dem Passwort.',
  'Somebody without an account can make one.': 'Wer noch kein Konto hat, kann selbst eines anlegen.',
  'Characters (Unicode code points) a new password must have.':
    'Wie viele Zeichen (Unicode-Codepoints) ein neues Passwort haben muss.',
  'How many passwords back a new one must differ from.':
    'Von wie vielen früheren Passwörtern sich ein neues unterscheiden muss.',
  'Words that a new password must not be made of, beside the list that is shipped.':
    'Wörter, aus denen ein neues Passwort nicht bestehen darf, zusätzlich zur mitgelieferten Liste.',
  'Other sources of End-Users that the login page offers.':
    'Andere Quellen von Benutzern, die die Anmeldeseite anbietet.',
  'What a request calls it.': 'Wie eine Anfrage sie nennt.',
  'What its button says.': 'Was auf ihrer Schaltfläche steht.',
  'How somebody signs in there; left out: they cannot yet.':
    'Wie man sich dort anmeldet; nicht angegeben: noch gar nicht.',
  'Domains of addresses that belong there: whoever types one is sent there.':
    'Domains der Adressen, die dorthin gehören: Wer eine eingibt, wird dorthin geschickt.',
  'As Auth0 does: a sign-up signs in before its address is verified, and so tells whether an address has an account.':
    'Wie bei Auth0: Eine Registrierung meldet an, bevor die Adresse bestätigt ist, und verrät so, ob eine Adresse ein Konto hat.',
  'When a second factor is asked for.': 'Wann ein zweiter Faktor verlangt wird.',
  'The kinds that can be enrolled and used.': 'Die Arten, die eingerichtet und verwendet werden können.',
  'Days for which an End-User can let a device stand for the second factor; 0: never.':
    'Wie viele Tage lang eine Person ein Gerät anstelle des zweiten Faktors gelten lassen kann; 0: nie.',
  'Start of the address of a k-anonymity range service for breached passwords, to which five hexadecimal digits are added.':
    'Anfang der Adresse eines Dienstes für gestohlene Passwörter (k-Anonymität, Abfrage nach Bereichen), an den fünf hexadezimale Ziffern angehängt werden.',
  'What the pages call the tenant; left out: they say the name of the application only.':
    'Wie die Seiten den Mandanten nennen; nicht angegeben: Sie nennen nur den Namen der Anwendung.',
  'The logo above the forms, where `branding` has none.':
    'Das Logo über den Formularen, wenn `branding` keines hat.',
  'Where people may ask for help. Kept for whoever administers it: no page shows it.':
    'Wo Personen um Hilfe bitten können. Für die Verwalter hinterlegt: Keine Seite zeigt es.',
  'Languages of the pages; whoever asks for none of them reads the first.':
    'Sprachen der Seiten; wer keine davon wünscht, liest die erste.',
  'Where Auth0’s habits and OpenID Connect differ, whose way is gone.':
    'Wessen Weg gilt, wo Auth0s Gewohnheiten und OpenID Connect auseinandergehen.',
  'The audience of a request that names none; left out: the token is opaque and good for /userinfo only.':
    'Die Audience einer Anfrage, die keine nennt; nicht angegeben: Das Token ist kein JWT und gilt nur für /userinfo.',
  'Refuses `response_type=token` alone, a token that nothing ties to the request (RFC 9700 §4.6), for every client.':
    'Lehnt `response_type=token` allein ab, ein Token, das nichts an die Anfrage bindet (RFC 9700 §4.6), für jede Anwendung.',
  'Where /v2/logout may return to when the request names no client.':
    'Wohin /v2/logout zurückführen darf, wenn die Anfrage keine Anwendung nennt.',
  'Hours a session lives at the most.': 'Wie viele Stunden eine Sitzung höchstens dauert.',
  'Hours a session lives without being used. It never ends later, and at most 5 % of them earlier.':
    'Wie viele Stunden eine Sitzung dauert, ohne verwendet zu werden. Sie endet nie später und höchstens 5 % davon früher.',
  'Who may register a client by itself (RFC 7591 §3): nobody, who was given a token for it, or anybody.':
    'Wer selbst einen Client registrieren darf (RFC 7591 §3): niemand, wer ein Token dafür bekommen hat, oder alle.',
  'A client that nobody registered may bring as its `client_id` the https address of a document with its metadata, which the server fetches.':
    'Ein Client, den niemand registriert hat, darf als `client_id` die https-Adresse eines Dokuments mit seinen Metadaten nennen, das der Server holt.',
  'MCP clients connect by themselves: turns on all that they need, which is `dynamic_registration: open`, `client_id_metadata_documents` and `unsafe_redirects_at_registration`.':
    'MCP-Clients verbinden sich von selbst: schaltet alles ein, was sie brauchen, nämlich `dynamic_registration: open`, `client_id_metadata_documents` und `unsafe_redirects_at_registration`.',
  'End-Users can have their account deleted on the account page (GDPR Art. 17).':
    'Personen können ihr Konto auf der Kontoseite löschen lassen (DSGVO Art. 17).',
  'Days in which somebody who asked for it can still keep their account; 0: it is deleted at once.':
    'Wie viele Tage lang jemand, der darum gebeten hat, sein Konto noch behalten kann; 0: Es wird sofort gelöscht.',
  'Features it takes part in while they are rolled out as `preview` in its region.':
    'Funktionen, an denen er teilnimmt, solange sie in seiner Region als `preview` eingeführt werden.',
  'A native client that registers itself may be answered at any scheme (`cursor://`) and at any port of localhost, where any program of the machine may wait. One that does not name its `application_type` is native where a callback of it is not https.':
    'Ein nativer Client, der sich selbst registriert, darf unter jedem Schema (`cursor://`) und an jedem Port von localhost Antworten erhalten, wo jedes Programm des Geräts warten kann. Nennt er keinen `application_type`, ist er nativ, wenn einer seiner Callbacks nicht https ist.',
  'A client that is no first party may be given a grant at the My Account API, with which it changes how people sign in.':
    'Eine fremde Anwendung darf für die My Account API zugelassen werden, mit der sie ändert, wie sich Personen anmelden.',
  'A first-party client on localhost is given consent unasked, though anybody on the machine can listen there. For test machines.':
    'Eine eigene Anwendung auf localhost bekommt die Zustimmung ungefragt, obwohl dort jeder auf dem Gerät mithören kann. Für Testrechner.',
  'First label of its host.': 'Erster Teil seines Hostnamens.',
  'Second label of its host.': 'Zweiter Teil seines Hostnamens.',
  'A host of its own (no scheme, no port), beside `<name>.<region>.<base>`. The first tenant that is made where the base is `localhost` gets `localhost`, unless this is null.':
    'Ein eigener Host (ohne Schema, ohne Port), neben `<name>.<region>.<base>`. Wo die Basis `localhost` ist, bekommt der erste Mandant `localhost`, es sei denn, hier steht null.',
  'The logo above the forms.': 'Das Logo über den Formularen.',
  'The icon of the browser’s tab.': 'Das Symbol im Tab des Browsers.',
  'Buttons and links; the pages make a readable shade of it where it is not.':
    'Schaltflächen und Links; wo die Farbe nicht lesbar ist, nehmen die Seiten einen lesbaren Ton davon.',
  'Around the form.': 'Um das Formular herum.',
  'A picture around the form.': 'Ein Bild um das Formular herum.',
  'The terms, linked below the forms.': 'Die Nutzungsbedingungen, unter den Formularen verlinkt.',
  'The privacy notice, linked below the forms.': 'Die Datenschutzerklärung, unter den Formularen verlinkt.',
  '465, where it begins with TLS; 587, 2525 or 25, where it changes to TLS before anything is said.':
    '465, wo es mit TLS beginnt; 587, 2525 oder 25, wo es zu TLS wechselt, bevor etwas gesagt wird.',
};
