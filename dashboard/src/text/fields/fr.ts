/**
 * What the fields of forms are called, and what is said of them, in French: by the English text of each.
 */
import type { FieldWords } from './text.ts';

export const FR: FieldWords = {
  'Client ID': 'ID client',
  Name: 'Nom',
  Description: 'Description',
  'Kind of application': 'Type d’application',
  'First party': 'Application interne (first party)',
  'Callback URLs': 'URL de rappel',
  'Allowed logout URLs': 'URL de déconnexion autorisées',
  'Web origins': 'Origines web',
  'Allowed origins': 'Origines autorisées',
  'Grant types': 'Types de grant',
  'Forbid implicit': 'Interdire l’implicite',
  'Response types': 'Types de réponse',
  'OIDC conformant': 'Conforme à OIDC',
  'Second factor': 'Second facteur',
  'Token endpoint authentication method': 'Authentification au point de terminaison des jetons',
  'Token endpoint authentication signing algorithm':
    'Algorithme de signature de l’authentification au point de terminaison des jetons',
  'JWKS URI': 'URI du JWKS',
  JWKS: 'JWKS',
  'ID token lifetime': 'Durée de vie du jeton d’identité',
  'ID token signed response algorithm': 'Algorithme de signature du jeton d’identité',
  'Userinfo signed response algorithm': 'Algorithme de signature de userinfo',
  'Refresh token rotation type': 'Rotation des jetons d’actualisation',
  'Refresh token expiration type': 'Expiration des jetons d’actualisation',
  'Refresh token lifetime': 'Durée de vie des jetons d’actualisation',
  'Infinite refresh token lifetime': 'Durée de vie illimitée des jetons d’actualisation',
  'Idle refresh token lifetime': 'Durée de vie des jetons d’actualisation inutilisés',
  'Infinite idle refresh token lifetime': 'Durée de vie illimitée des jetons d’actualisation inutilisés',
  'Refresh token leeway': 'Délai de grâce des jetons d’actualisation',
  'Refresh token policies': 'Jetons d’actualisation pour d’autres API',
  Audience: 'Audience',
  Scope: 'Scope',
  'Logo URI': 'URI du logo',
  'Client URI': 'URI du site',
  'Policy URI': 'URI de la politique de confidentialité',
  'Terms of service URI': 'URI des conditions d’utilisation',
  'Frontchannel logout URI': 'URI de déconnexion front-channel',
  'Backchannel logout URI': 'URI de déconnexion back-channel',
  'Initiate login URI': 'URI de début de connexion',
  'Client metadata': 'Métadonnées de l’application',
  'Software ID': 'ID du logiciel',
  'Software version': 'Version du logiciel',
  Contacts: 'Contacts',
  'Request object signing algorithm': 'Algorithme de signature des objets de requête',
  'Request URIs': 'URI des objets de requête',
  'Default max age': 'Âge maximal de l’authentification par défaut',
  'Default ACR values': 'Valeurs ACR par défaut',
  'Subject type': 'Type de sujet',
  'Sector identifier URI': 'URI d’identification du secteur',
  'Resource server identifier': 'Identifiant de l’API',
  'Unclaimed redirect schemes': 'Schémas de redirection non réservés',
  'Any port of localhost': 'N’importe quel port de localhost',
  'Access token in query': 'Jeton d’accès dans l’URL',
  Identifier: 'Identifiant',
  Scopes: 'Scopes',
  Value: 'Valeur',
  'Enforce policies': 'Appliquer les autorisations',
  'Skip consent for verifiable first party clients':
    'Pas de consentement pour les applications internes vérifiables',
  'Allow offline access': 'Autoriser l’accès hors ligne',
  'Token lifetime': 'Durée de vie des jetons',
  'Token lifetime for web': 'Durée de vie des jetons dans le navigateur',
  'Signing algorithm': 'Algorithme de signature',
  'Token dialect': 'Forme des jetons',
  'User ID': 'ID utilisateur',
  'E-mail address': 'Adresse e-mail',
  'E-mail address is confirmed': 'Adresse e-mail confirmée',
  Username: 'Nom d’utilisateur',
  Blocked: 'Bloqué',
  'Given name': 'Prénom',
  'Family name': 'Nom de famille',
  Nickname: 'Surnom',
  Picture: 'Image',
  'Phone number': 'Numéro de téléphone',
  'User metadata': 'Métadonnées de l’utilisateur',
  'App metadata': 'Métadonnées des applications',
  'Middle name': 'Deuxième prénom',
  'Preferred username': 'Nom d’utilisateur préféré',
  Profile: 'Profil',
  Website: 'Site web',
  Gender: 'Genre',
  Birthdate: 'Date de naissance',
  Zoneinfo: 'Fuseau horaire',
  Locale: 'Langue et région',
  'Updated at': 'Modifié le',
  'Phone number verified': 'Numéro de téléphone confirmé',
  Address: 'Adresse',
  Formatted: 'En entier',
  'Street address': 'Rue et numéro',
  Locality: 'Ville',
  Region: 'Région',
  'Postal code': 'Code postal',
  Country: 'Pays',
  ID: 'ID',
  'Login methods': 'Moyens de connexion',
  'Username login': 'Connexion par nom d’utilisateur',
  'Identifier first': 'Identifiant d’abord',
  'Sign up': 'Inscription',
  'Password min length': 'Longueur minimale du mot de passe',
  'Password history': 'Historique des mots de passe',
  'Password dictionary': 'Mots interdits dans les mots de passe',
  Connections: 'Connexions',
  'Display name': 'Nom affiché',
  Strategy: 'Type',
  Domains: 'Domaines',
  'Sign up at once': 'L’inscription connecte aussitôt',
  'Second factors': 'Seconds facteurs',
  'Remember device days': 'Mémorisation d’un appareil (jours)',
  'Breached passwords URL': 'URL des mots de passe compromis',
  'Friendly name': 'Nom affiché sur les pages',
  'Picture URL': 'URL de l’image',
  'Support email': 'Adresse e-mail d’assistance',
  'Support URL': 'URL d’assistance',
  'Enabled locales': 'Langues des pages',
  Policy: 'Politique',
  'Default audience': 'Audience par défaut',
  'Forbid token response type': 'Interdire response_type token',
  'Session lifetime': 'Durée de vie de la session',
  'Idle session lifetime': 'Durée de vie de la session inutilisée',
  'Dynamic registration': 'Enregistrement dynamique',
  'Client ID metadata documents': 'Documents de métadonnées comme ID client',
  'MCP clients': 'Clients MCP',
  'Account deletion': 'Suppression du compte',
  'Account deletion wait days': 'Délai avant la suppression (jours)',
  'Preview features': 'Fonctionnalités en avant-première',
  'Redirects at registration': 'Redirections à l’enregistrement',
  'My account for third parties': 'My Account API pour des tiers',
  'Skip consent on localhost': 'Pas de consentement sur localhost',
  Domain: 'Domaine',
  'Logo URL': 'URL du logo',
  'Favicon URL': 'URL du favicon',
  'Primary color': 'Couleur principale',
  'Page background color': 'Couleur d’arrière-plan de la page',
  'Page background URL': 'URL de l’image d’arrière-plan',
  'Terms URL': 'URL des conditions d’utilisation',
  'Privacy URL': 'URL de la politique de confidentialité',
  'The name that requests know the client by.': 'Le nom sous lequel les requêtes désignent l’application.',
  'What the End-User reads on the pages.': 'Ce que les personnes lisent sur les pages.',
  'What it is, for whoever administers it.': 'Ce qu’elle est, pour qui l’administre.',
  'What kind of application it is; of a `native` one the port of a loopback redirect may vary.':
    'De quel type d’application il s’agit ; pour une application `native`, le port d’une redirection loopback peut varier.',
  'Belongs to whoever runs the tenant; with `false` every request needs the End-User’s consent.':
    'Appartient à l’exploitant du locataire ; avec `false`, chaque requête exige le consentement de l’utilisateur.',
  'Where answers may be sent, compared byte for byte.':
    'Où les réponses peuvent être envoyées, comparé octet par octet.',
  'Where a logout may return to.': 'Où une déconnexion peut ramener.',
  'Origins that may receive tokens by `web_message` or `okta_post_message`; of a `native` client also those of other schemes, as `capacitor://localhost`.':
    'Origines qui peuvent recevoir des jetons par `web_message` ou `okta_post_message` ; pour une application `native`, aussi celles d’autres schémas, comme `capacitor://localhost`.',
  'Origins that may call `/userinfo` from a page, beside those of the callbacks and `web_origins`; of a `native` client also those of other schemes.':
    'Origines qui peuvent appeler `/userinfo` depuis une page, en plus de celles des URL de rappel et de `web_origins` ; pour une application `native`, aussi celles d’autres schémas.',
  'How it may get tokens. The implicit grant is off until it is named here.':
    'Comment elle peut obtenir des jetons. Le grant implicite est désactivé tant qu’il n’est pas nommé ici.',
  'Refuses what needs the implicit grant, though `grant_types` names it: the last step to code + PKCE, and with `false` the way back.':
    'Refuse ce qui exige le grant implicite, même si `grant_types` le nomme : la dernière étape vers code avec PKCE et, avec `false`, le chemin du retour.',
  'What it may ask for; left out: all that its grant types allow.':
    'Ce qu’elle peut demander ; non renseigné : tout ce que permettent ses types de grant.',
  'Keeps to the letter of OpenID Connect; `false` is what SDKs of Auth0 expect that are older.':
    'S’en tient à la lettre d’OpenID Connect ; `false` est ce qu’attendent les SDK plus anciens d’Auth0.',
  'When it wants a second factor; left out: when the tenant does.':
    'Quand elle veut un second facteur ; non renseigné : quand le locataire le veut.',
  'How it proves who it is; `none` is a public client. Left out beside a secret: `client_secret_basic_or_post`.':
    'Comment elle prouve son identité ; `none` est un client public. Non renseigné à côté d’un secret : `client_secret_basic_or_post`.',
  'The one algorithm of its assertions; left out: any that goes with the method.':
    'Le seul algorithme de ses assertions ; non renseigné : tous ceux qui vont avec la méthode.',
  'Where its public keys are.': 'Où se trouvent ses clés publiques.',
  'Its public keys.': 'Ses clés publiques.',
  'Seconds an ID token is valid.': 'Nombre de secondes pendant lesquelles un jeton d’identité est valable.',
  'Signs its ID tokens.': 'Ce qui signe ses jetons d’identité.',
  'Lets `/userinfo` answer with a JWT that this algorithm signs (OIDC Core §5.3.2).':
    'Fait répondre `/userinfo` par un JWT signé avec cet algorithme (OIDC Core §5.3.2).',
  'Whether each use of a refresh token replaces it; left out: `rotating` for a public client, `non-rotating` for one that authenticates.':
    'Si chaque utilisation d’un jeton d’actualisation le remplace ; non renseigné : `rotating` pour un client public, `non-rotating` pour un client qui s’authentifie.',
  'Whether its refresh tokens end by themselves; `non-expiring` is both lifetimes without an end.':
    'Si ses jetons d’actualisation expirent d’eux-mêmes ; avec `non-expiring`, les deux durées de vie sont sans fin.',
  'Seconds a refresh token, with all that follow it, is valid.':
    'Nombre de secondes pendant lesquelles un jeton d’actualisation est valable, avec tous ceux qui le suivent.',
  'A refresh token, with all that follow it, is valid as long as it is used.':
    'Un jeton d’actualisation est valable, avec tous ceux qui le suivent, tant qu’il est utilisé.',
  'Seconds a refresh token is valid without being used.':
    'Nombre de secondes pendant lesquelles un jeton d’actualisation est valable sans être utilisé.',
  'A refresh token is valid without being used: for five years.':
    'Un jeton d’actualisation est valable sans être utilisé : pendant cinq ans.',
  'Seconds in which a spent refresh token may be sent again, for an answer that was lost on its way.':
    'Nombre de secondes pendant lesquelles un jeton d’actualisation consommé peut être renvoyé, au cas où la réponse se serait perdue en chemin.',
  'Other APIs that a refresh token of it gives access tokens for.':
    'Autres API pour lesquelles ses jetons d’actualisation donnent des jetons d’accès.',
  'The API.': 'L’API.',
  'What the client may ask for there.': 'Ce que le client peut y demander.',
  'A picture of it for the consent page.': 'Une image d’elle pour la page de consentement.',
  'Its home page.': 'Sa page d’accueil.',
  'What it does with the data of people.': 'Ce qu’elle fait des données des personnes.',
  'Its terms of service.': 'Ses conditions d’utilisation.',
  'Loaded in a frame when a session ends.': 'Chargée dans un cadre à la fin d’une session.',
  'Told by the server when a session ends.': 'Prévenue par le serveur à la fin d’une session.',
  'Where a login at it begins when somebody else asks for it (OIDC Core §4).':
    'Où commence une connexion chez elle quand quelqu’un d’autre la demande (OIDC Core §4).',
  'Texts that whoever administers it keeps beside it; no token and no page has them.':
    'Textes que ses administrateurs conservent à côté d’elle ; aucun jeton et aucune page ne les contient.',
  'Its program, whichever client runs it.': 'Son programme, quel que soit le client qui l’exécute.',
  'Which version of its program it is.': 'De quelle version de son programme il s’agit.',
  'Who answers for it.': 'Qui en est responsable.',
  'The one algorithm of its request objects; left out: any that is offered.':
    'Le seul algorithme de ses objets de requête ; non renseigné : tous ceux qui sont proposés.',
  'The only addresses from which a request object is fetched (OIDC Core §6.2).':
    'Les seules adresses où un objet de requête est récupéré (OIDC Core §6.2).',
  'Seconds since the End-User last proved who they are, where a request does not say.':
    'Nombre de secondes écoulées au plus depuis que l’utilisateur a prouvé son identité, quand une requête ne le dit pas.',
  'Levels of authentication, where a request does not say.':
    'Niveaux d’authentification, quand une requête n’en dit rien.',
  'Whether it knows an End-User by the one `sub`, or by a name of its sector (OIDC Core §8); left out: `public`.':
    'Si elle connaît un utilisateur par l’unique `sub` ou par un nom propre à son secteur (OIDC Core §8) ; non renseigné : `public`.',
  'A document that lists its callbacks, where they stand on several hosts (OIDC Core §8.1).':
    'Un document qui énumère ses URL de rappel, quand elles se trouvent sur plusieurs hôtes (OIDC Core §8.1).',
  'The API it stands for, where the API introspects the tokens it is sent.':
    'L’API qu’elle représente, quand l’API interroge le serveur sur les jetons qu’elle reçoit (introspection).',
  'Its callbacks may be at any private-use scheme (`myapp://`), which any program of the End-User’s machine may take for itself (RFC 8252 §8.1); of a `native` one.':
    'Ses URL de rappel peuvent être de n’importe quel schéma privé (`myapp://`), que tout programme de l’appareil de l’utilisateur peut s’attribuer (RFC 8252 §8.1) ; pour une application `native`.',
  'The port of a callback at `http://localhost` may vary, though the name may lead elsewhere than to this machine (RFC 8252 §8.3); of a `native` one.':
    'Le port d’une URL de rappel sur `http://localhost` peut varier, bien que ce nom puisse mener ailleurs qu’à cet appareil (RFC 8252 §8.3) ; pour une application `native`.',
  'Its access tokens may stand in the query of `/userinfo`, which is logged on the way, and kept by who sees it (RFC 6750 §2.3).':
    'Ses jetons d’accès peuvent figurer dans la chaîne de requête de `/userinfo`, qui est journalisée en chemin et conservée par qui la voit (RFC 6750 §2.3).',
  'What the End-User reads on the consent page.': 'Ce que les personnes lisent sur la page de consentement.',
  'The audience of its tokens: an opaque string, compared byte for byte.':
    'L’audience de ses jetons : une chaîne opaque, comparée octet par octet.',
  'What may be asked for.': 'Ce qui peut être demandé.',
  'What a request asks for.': 'Ce qu’une requête demande.',
  'Who signs in is given those scopes of it that their roles and permissions hold, and no other; false: all that are asked for.':
    'Qui se connecte en reçoit les scopes que contiennent ses rôles et autorisations, et aucun autre ; false : tous ceux qui sont demandés.',
  'A first-party client whose callback can be verified does not ask for consent.':
    'Une application interne dont l’URL de rappel peut être vérifiée ne demande pas de consentement.',
  'A client that asks for `offline_access` beside it gets a refresh token.':
    'Une application qui demande en plus `offline_access` reçoit un jeton d’actualisation.',
  'Seconds a token from the token endpoint is valid.':
    'Nombre de secondes pendant lesquelles un jeton du point de terminaison des jetons est valable.',
  'Seconds a token from the authorization endpoint is valid: it travels through a browser.':
    'Nombre de secondes pendant lesquelles un jeton du point de terminaison d’autorisation est valable : il passe par un navigateur.',
  'Signs its tokens.': 'Ce qui signe ses jetons.',
  'The form of its tokens: Auth0’s own (`typ` is `JWT`), or RFC 9068 (`at+jwt`) with Auth0’s `azp` beside `client_id`; with `_authz` they hold `permissions` as well; left out: by the `policy` of the tenant.':
    'La forme de ses jetons : celle d’Auth0 (`typ` vaut `JWT`), ou RFC 9068 (`at+jwt`) avec l’`azp` d’Auth0 à côté de `client_id` ; avec `_authz`, ils contiennent aussi `permissions` ; non renseigné : selon la `policy` du locataire.',
  'What tokens call them; left out, one is made.':
    'Comment les jetons désignent la personne ; non renseigné : un identifiant est créé.',
  'Their address, which one user has at a time.':
    'L’adresse de la personne, qu’un seul utilisateur peut avoir à la fois.',
  'Whether it was shown to be theirs.': 'S’il a été démontré qu’elle appartient à la personne.',
  'What they sign in by instead of an address, where the tenant has `username_login`; one user has it at a time.':
    'Ce par quoi la personne se connecte à la place d’une adresse, quand le locataire a `username_login` ; un seul utilisateur peut l’avoir à la fois.',
  'Full name.': 'Nom complet.',
  'They cannot sign in, and what they had ends.':
    'La personne ne peut pas se connecter, et ce qu’elle avait prend fin.',
  'Given name.': 'Prénom.',
  'Family name.': 'Nom de famille.',
  'Casual name.': 'Nom familier.',
  'A picture of them.': 'Une image de la personne.',
  'Telephone number.': 'Numéro de téléphone.',
  'What applications keep for them, as they like it. In no token by itself.':
    'Ce que les applications conservent pour la personne, comme elle le souhaite. Dans aucun jeton d’office.',
  'What applications keep about them, which they never change themselves. In no token by itself.':
    'Ce que les applications conservent au sujet de la personne, et qu’elle ne modifie jamais elle-même. Dans aucun jeton d’office.',
  'Middle name.': 'Deuxième prénom.',
  'What somebody wants to be called.': 'Comment la personne souhaite être appelée.',
  'A page about them.': 'Une page au sujet de la personne.',
  'A page of theirs.': 'Une page de la personne.',
  'Gender.': 'Genre.',
  'Day of birth, `YYYY-MM-DD`.': 'Jour de naissance, `YYYY-MM-DD`.',
  'Time zone, `Europe/Paris`.': 'Fuseau horaire, `Europe/Paris`.',
  'Language, `en-US`.': 'Langue, `en-US`.',
  'When these were changed last, in seconds since the epoch.':
    'Quand ces données ont été modifiées en dernier, en secondes depuis l’époque Unix.',
  'Postal address.': 'Adresse postale.',
  'The whole, as on a letter.': 'Le tout, comme sur une lettre.',
  'Street and number.': 'Rue et numéro.',
  'City.': 'Ville.',
  'State or province.': 'État, région ou province.',
  'Postal code.': 'Code postal.',
  'Country.': 'Pays.',
  'What people call it; no two of a tenant have one name.':
    'Comment on l’appelle ; deux du même locataire ne portent jamais le même nom.',
  'What it is for.': 'À quoi il sert.',
  'What it is called by whoever refers to it; left out, one is made: `rol_...`.':
    'Comment le désigne qui s’y réfère ; non renseigné : un identifiant est créé, `rol_...`.',
  'The ways in. What is not here is refused, whatever page the request came from.':
    'Les moyens de se connecter. Ce qui manque ici est refusé, quelle que soit la page d’où vient la requête.',
  'Whoever has a user name can type it in place of the address, with the password.':
    'Qui a un nom d’utilisateur peut le saisir à la place de l’adresse, avec le mot de passe.',
  'The login page asks for the identifier alone and for the password on the next page.':
    'La page de connexion demande seulement l’identifiant, et le mot de passe à la page suivante.',
  'Somebody without an account can make one.': 'Qui n’a pas de compte peut en créer un.',
  'Characters (Unicode code points) a new password must have.':
    'Nombre de caractères (points de code Unicode) que doit avoir un nouveau mot de passe.',
  'How many passwords back a new one must differ from.':
    'Nombre de mots de passe précédents dont un nouveau doit différer.',
  'Words that a new password must not be made of, beside the list that is shipped.':
    'Mots dont un nouveau mot de passe ne doit pas être composé, en plus de la liste fournie.',
  'Other sources of End-Users that the login page offers.':
    'Autres sources d’utilisateurs que propose la page de connexion.',
  'What a request calls it.': 'Comment une requête la désigne.',
  'What its button says.': 'Ce que dit son bouton.',
  'How somebody signs in there; left out: they cannot yet.':
    'Comment on s’y connecte ; non renseigné : on ne le peut pas encore.',
  'Domains of addresses that belong there: whoever types one is sent there.':
    'Domaines des adresses qui en relèvent : qui en saisit une y est envoyé.',
  'As Auth0 does: a sign-up signs in before its address is verified, and so tells whether an address has an account.':
    'Comme chez Auth0 : une inscription connecte avant que l’adresse soit vérifiée, et révèle ainsi si une adresse a un compte.',
  'When a second factor is asked for.': 'Quand un second facteur est demandé.',
  'The kinds that can be enrolled and used.': 'Les sortes qui peuvent être ajoutées et utilisées.',
  'Days for which an End-User can let a device stand for the second factor; 0: never.':
    'Nombre de jours pendant lesquels une personne peut laisser un appareil tenir lieu de second facteur ; 0 : jamais.',
  'Start of the address of a k-anonymity range service for breached passwords, to which five hexadecimal digits are added.':
    'Début de l’adresse d’un service de mots de passe compromis, interrogé par plages (k-anonymat), auquel cinq chiffres hexadécimaux sont ajoutés.',
  'What the pages call the tenant; left out: they say the name of the application only.':
    'Comment les pages appellent le locataire ; non renseigné : elles ne disent que le nom de l’application.',
  'The logo above the forms, where `branding` has none.':
    'Le logo au-dessus des formulaires, quand `branding` n’en a pas.',
  'Where people may ask for help. Kept for whoever administers it: no page shows it.':
    'Où les personnes peuvent demander de l’aide. Conservé pour les administrateurs : aucune page ne le montre.',
  'Languages of the pages; whoever asks for none of them reads the first.':
    'Langues des pages ; qui n’en demande aucune lit la première.',
  'Where Auth0’s habits and OpenID Connect differ, whose way is gone.':
    'Quand les habitudes d’Auth0 et OpenID Connect diffèrent, laquelle des deux voies est suivie.',
  'The audience of a request that names none; left out: the token is opaque and good for /userinfo only.':
    'L’audience d’une requête qui n’en nomme aucune ; non renseigné : le jeton est opaque et n’est bon que pour /userinfo.',
  'Refuses `response_type=token` alone, a token that nothing ties to the request (RFC 9700 §4.6), for every client.':
    'Refuse `response_type=token` seul, un jeton que rien ne lie à la requête (RFC 9700 §4.6), pour toutes les applications.',
  'Where /v2/logout may return to when the request names no client.':
    'Où /v2/logout peut ramener quand la requête ne nomme aucune application.',
  'Hours a session lives at the most.': 'Nombre d’heures que dure une session, au plus.',
  'Hours a session lives without being used. It never ends later, and at most 5 % of them earlier.':
    'Nombre d’heures que dure une session sans être utilisée. Elle ne finit jamais plus tard, et au plus 5 % de cette durée plus tôt.',
  'Who may register a client by itself (RFC 7591 §3): nobody, who was given a token for it, or anybody.':
    'Qui peut enregistrer un client de lui-même (RFC 7591 §3) : personne, qui a reçu un jeton pour cela, ou n’importe qui.',
  'A client that nobody registered may bring as its `client_id` the https address of a document with its metadata, which the server fetches.':
    'Un client que personne n’a enregistré peut donner comme `client_id` l’adresse https d’un document contenant ses métadonnées, que le serveur récupère.',
  'MCP clients connect by themselves: turns on all that they need, which is `dynamic_registration: open`, `client_id_metadata_documents` and `unsafe_redirects_at_registration`.':
    'Les clients MCP se connectent d’eux-mêmes : active tout ce qu’il leur faut, c’est-à-dire `dynamic_registration: open`, `client_id_metadata_documents` et `unsafe_redirects_at_registration`.',
  'End-Users can have their account deleted on the account page (GDPR Art. 17).':
    'Les personnes peuvent faire supprimer leur compte sur la page du compte (RGPD art. 17).',
  'Days in which somebody who asked for it can still keep their account; 0: it is deleted at once.':
    'Nombre de jours pendant lesquels qui l’a demandé peut encore garder son compte ; 0 : il est supprimé aussitôt.',
  'Features it takes part in while they are rolled out as `preview` in its region.':
    'Fonctionnalités auxquelles il participe tant qu’elles sont déployées en `preview` dans sa région.',
  'A native client that registers itself may be answered at any scheme (`cursor://`) and at any port of localhost, where any program of the machine may wait. One that does not name its `application_type` is native where a callback of it is not https.':
    'Un client natif qui s’enregistre lui-même peut recevoir des réponses sous n’importe quel schéma (`cursor://`) et sur n’importe quel port de localhost, où peut attendre tout programme de l’appareil. S’il ne donne pas d’`application_type`, il est natif quand l’une de ses URL de rappel n’est pas en https.',
  'A client that is no first party may be given a grant at the My Account API, with which it changes how people sign in.':
    'Une application tierce peut être autorisée auprès de la My Account API, par laquelle elle change la façon dont les personnes se connectent.',
  'A first-party client on localhost is given consent unasked, though anybody on the machine can listen there. For test machines.':
    'Une application interne sur localhost obtient le consentement sans le demander, bien que n’importe qui sur l’appareil puisse y écouter. Pour des machines de test.',
  'First label of its host.': 'Première partie de son nom d’hôte.',
  'Second label of its host.': 'Deuxième partie de son nom d’hôte.',
  'A host of its own (no scheme, no port), beside `<name>.<region>.<base>`. The first tenant that is made where the base is `localhost` gets `localhost`, unless this is null.':
    'Un hôte à lui (sans schéma, sans port), à côté de `<name>.<region>.<base>`. Le premier locataire créé là où la base est `localhost` reçoit `localhost`, sauf si ceci vaut null.',
  'The logo above the forms.': 'Le logo au-dessus des formulaires.',
  'The icon of the browser’s tab.': 'L’icône de l’onglet du navigateur.',
  'Buttons and links; the pages make a readable shade of it where it is not.':
    'Boutons et liens ; les pages en prennent une nuance lisible là où la couleur ne l’est pas.',
  'Around the form.': 'Autour du formulaire.',
  'A picture around the form.': 'Une image autour du formulaire.',
  'The terms, linked below the forms.': 'Les conditions d’utilisation, en lien sous les formulaires.',
  'The privacy notice, linked below the forms.':
    'La politique de confidentialité, en lien sous les formulaires.',
  '465, where it begins with TLS; 587, 2525 or 25, where it changes to TLS before anything is said.':
    '465, où la connexion commence par TLS ; 587, 2525 ou 25, où elle passe à TLS avant que rien ne soit dit.',
};
