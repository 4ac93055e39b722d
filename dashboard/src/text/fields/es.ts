/**
 * What the fields of forms are called, and what is said of them, in Spanish: by the English text of each.
 */
import type { FieldWords } from './text.ts';

export const ES: FieldWords = {
  'Client ID': 'ID de cliente',
  Name: 'Nombre',
  Description: 'Descripción',
  'Kind of application': 'Tipo de aplicación',
  'First party': 'Aplicación propia',
  'Callback URLs': 'URL de callback',
  'Allowed logout URLs': 'URL de cierre de sesión permitidas',
  'Web origins': 'Orígenes web',
  'Allowed origins': 'Orígenes permitidos',
  'Grant types': 'Tipos de grant',
  'Forbid implicit': 'Prohibir el grant implícito',
  'Response types': 'Tipos de respuesta',
  'OIDC conformant': 'Conforme con OIDC',
  'Second factor': 'Segundo factor',
  'Token endpoint authentication method': 'Método de autenticación en el endpoint de tokens',
  'Token endpoint authentication signing algorithm': 'Algoritmo de firma en el endpoint de tokens',
  'JWKS URI': 'URI del JWKS',
  JWKS: 'Claves públicas (JWKS)',
  'ID token lifetime': 'Duración del token de identidad',
  'ID token signed response algorithm': 'Algoritmo de firma del token de identidad',
  'Userinfo signed response algorithm': 'Algoritmo de firma de userinfo',
  'Refresh token rotation type': 'Rotación del token de actualización',
  'Refresh token expiration type': 'Caducidad del token de actualización',
  'Refresh token lifetime': 'Duración del token de actualización',
  'Infinite refresh token lifetime': 'Token de actualización sin límite de duración',
  'Idle refresh token lifetime': 'Duración sin uso del token de actualización',
  'Infinite idle refresh token lifetime': 'Token de actualización sin límite de inactividad',
  'Refresh token leeway': 'Margen de reenvío del token de actualización',
  'Refresh token policies': 'Políticas del token de actualización',
  Audience: 'Audiencia',
  Scope: 'Scopes',
  'Logo URI': 'URI del logotipo',
  'Client URI': 'URI de la aplicación',
  'Policy URI': 'URI de la política de privacidad',
  'Terms of service URI': 'URI de los términos del servicio',
  'Frontchannel logout URI': 'URI de cierre de sesión por front-channel',
  'Backchannel logout URI': 'URI de cierre de sesión por back-channel',
  'Initiate login URI': 'URI para empezar el inicio de sesión',
  'Client metadata': 'Metadatos del cliente',
  'Software ID': 'ID del software',
  'Software version': 'Versión del software',
  Contacts: 'Contactos',
  'Request object signing algorithm': 'Algoritmo de firma de los objetos de solicitud',
  'Request URIs': 'URI de los objetos de solicitud',
  'Default max age': 'Antigüedad máxima predeterminada de la autenticación',
  'Default ACR values': 'Valores ACR predeterminados',
  'Subject type': 'Tipo de sujeto',
  'Sector identifier URI': 'URI del identificador de sector',
  'Resource server identifier': 'Identificador de la API',
  'Unclaimed redirect schemes': 'Esquemas de redirección de uso privado',
  'Any port of localhost': 'Cualquier puerto de localhost',
  'Access token in query': 'Token de acceso en la consulta',
  Identifier: 'Identificador',
  Scopes: 'Scopes',
  Value: 'Valor',
  'Enforce policies': 'Aplicar roles y permisos',
  'Skip consent for verifiable first party clients':
    'Sin consentimiento para aplicaciones propias verificables',
  'Allow offline access': 'Permitir el acceso sin conexión',
  'Token lifetime': 'Duración del token',
  'Token lifetime for web': 'Duración del token en la web',
  'Signing algorithm': 'Algoritmo de firma',
  'Token dialect': 'Formato del token',
  'User ID': 'ID de usuario',
  'E-mail address': 'Correo electrónico',
  'E-mail address is confirmed': 'Correo electrónico confirmado',
  Username: 'Nombre de usuario',
  Blocked: 'Bloqueado',
  'Given name': 'Nombre de pila',
  'Family name': 'Apellidos',
  Nickname: 'Apodo',
  Picture: 'Imagen',
  'Phone number': 'Número de teléfono',
  'User metadata': 'Metadatos del usuario',
  'App metadata': 'Metadatos de las aplicaciones',
  'Middle name': 'Segundo nombre',
  'Preferred username': 'Nombre preferido',
  Profile: 'Perfil',
  Website: 'Sitio web',
  Gender: 'Género',
  Birthdate: 'Fecha de nacimiento',
  Zoneinfo: 'Zona horaria',
  Locale: 'Idioma',
  'Updated at': 'Última modificación',
  'Phone number verified': 'Número de teléfono confirmado',
  Address: 'Dirección',
  Formatted: 'Dirección completa',
  'Street address': 'Calle y número',
  Locality: 'Localidad',
  Region: 'Región',
  'Postal code': 'Código postal',
  Country: 'País',
  ID: 'ID',
  'Login methods': 'Métodos de inicio de sesión',
  'Username login': 'Inicio de sesión con nombre de usuario',
  'Identifier first': 'Primero el identificador',
  'Sign up': 'Registro',
  'Password min length': 'Longitud mínima de la contraseña',
  'Password history': 'Historial de contraseñas',
  'Password dictionary': 'Diccionario de contraseñas',
  Connections: 'Conexiones',
  'Display name': 'Nombre visible',
  Strategy: 'Estrategia',
  Domains: 'Dominios',
  'Sign up at once': 'Registro inmediato',
  'Second factors': 'Segundos factores',
  'Remember device days': 'Días que se recuerda un dispositivo',
  'Breached passwords URL': 'URL de contraseñas filtradas',
  'Friendly name': 'Nombre para mostrar',
  'Picture URL': 'URL de la imagen',
  'Support email': 'Correo de soporte',
  'Support URL': 'URL de soporte',
  'Enabled locales': 'Idiomas disponibles',
  Policy: 'Política',
  'Default audience': 'Audiencia predeterminada',
  'Forbid token response type': 'Prohibir el tipo de respuesta token',
  'Session lifetime': 'Duración de la sesión',
  'Idle session lifetime': 'Duración de la sesión sin uso',
  'Dynamic registration': 'Registro dinámico',
  'Client ID metadata documents': 'Documentos de metadatos como ID de cliente',
  'MCP clients': 'Clientes MCP',
  'Account deletion': 'Eliminación de cuentas',
  'Account deletion wait days': 'Días de espera antes de eliminar la cuenta',
  'Preview features': 'Funciones en vista previa',
  'Redirects at registration': 'Redirecciones al registrarse',
  'My account for third parties': 'My Account API para terceros',
  'Skip consent on localhost': 'Sin consentimiento en localhost',
  Domain: 'Dominio',
  'Logo URL': 'URL del logotipo',
  'Favicon URL': 'URL del favicon',
  'Primary color': 'Color principal',
  'Page background color': 'Color de fondo de la página',
  'Page background URL': 'URL del fondo de la página',
  'Terms URL': 'URL de los términos',
  'Privacy URL': 'URL de privacidad',
  'The name that requests know the client by.':
    'El nombre con el que las solicitudes identifican al cliente.',
  'What the End-User reads on the pages.': 'Lo que el usuario lee en las páginas.',
  'What it is, for whoever administers it.': 'Qué es, para quien la administra.',
  'What kind of application it is; of a `native` one the port of a loopback redirect may vary.':
    'Qué tipo de aplicación es; en una `native`, el puerto de una redirección a loopback puede variar.',
  'Belongs to whoever runs the tenant; with `false` every request needs the End-User’s consent.':
    'Pertenece a quien opera el inquilino; con `false`, cada solicitud necesita el consentimiento del usuario.',
  'Where answers may be sent, compared byte for byte.':
    'Direcciones a las que se pueden enviar las respuestas; se comparan byte a byte.',
  'Where a logout may return to.': 'Adónde se puede volver tras cerrar la sesión.',
  'Origins that may receive tokens by `web_message` or `okta_post_message`; of a `native` client also those of other schemes, as `capacitor://localhost`.':
    'Orígenes que pueden recibir tokens por `web_message` u `okta_post_message`; en un cliente `native`, también los de otros esquemas, como `capacitor://localhost`.',
  'Origins that may call `/userinfo` from a page, beside those of the callbacks and `web_origins`; of a `native` client also those of other schemes.':
    'Orígenes que pueden llamar a `/userinfo` desde una página, además de los orígenes de los callbacks y de `web_origins`; en un cliente `native`, también los de otros esquemas.',
  'How it may get tokens. The implicit grant is off until it is named here.':
    'Cómo puede obtener tokens. El grant implícito está desactivado mientras no figure aquí.',
  'Refuses what needs the implicit grant, though `grant_types` names it: the last step to code + PKCE, and with `false` the way back.':
    'Rechaza lo que necesita el grant implícito aunque figure en `grant_types`: el último paso hacia el código con PKCE; con `false`, el camino de vuelta.',
  'What it may ask for; left out: all that its grant types allow.':
    'Lo que puede pedir. Sin indicar: todo lo que permiten sus tipos de grant.',
  'Keeps to the letter of OpenID Connect; `false` is what SDKs of Auth0 expect that are older.':
    'Sigue OpenID Connect al pie de la letra; `false` es lo que esperan los SDK antiguos de Auth0.',
  'When it wants a second factor; left out: when the tenant does.':
    'Cuándo exige un segundo factor. Sin indicar: cuando lo exige el inquilino.',
  'How it proves who it is; `none` is a public client. Left out beside a secret: `client_secret_basic_or_post`.':
    'Cómo demuestra quién es; `none` es un cliente público. Sin indicar y con un secreto: `client_secret_basic_or_post`.',
  'The one algorithm of its assertions; left out: any that goes with the method.':
    'El único algoritmo de sus aserciones. Sin indicar: cualquiera que admita el método.',
  'Where its public keys are.': 'Dónde están sus claves públicas.',
  'Its public keys.': 'Sus claves públicas.',
  'Seconds an ID token is valid.': 'Segundos que vale un token de identidad.',
  'Signs its ID tokens.': 'Firma sus tokens de identidad.',
  'Lets `/userinfo` answer with a JWT that this algorithm signs (OIDC Core §5.3.2).':
    'Hace que `/userinfo` responda con un JWT firmado con este algoritmo (OIDC Core §5.3.2).',
  'Whether each use of a refresh token replaces it; left out: `rotating` for a public client, `non-rotating` for one that authenticates.':
    'Indica si cada uso de un token de actualización lo sustituye. Sin indicar: `rotating` en un cliente público, `non-rotating` en uno que se autentica.',
  'Whether its refresh tokens end by themselves; `non-expiring` is both lifetimes without an end.':
    'Indica si sus tokens de actualización caducan por sí solos; con `non-expiring`, ninguna de las dos duraciones tiene límite.',
  'Seconds a refresh token, with all that follow it, is valid.':
    'Segundos que vale un token de actualización, contando todos los que lo suceden.',
  'A refresh token, with all that follow it, is valid as long as it is used.':
    'Un token de actualización vale, con todos los que lo suceden, mientras se siga usando.',
  'Seconds a refresh token is valid without being used.':
    'Segundos que vale un token de actualización sin usarse.',
  'A refresh token is valid without being used: for five years.':
    'Un token de actualización vale aunque no se use: durante cinco años.',
  'Seconds in which a spent refresh token may be sent again, for an answer that was lost on its way.':
    'Segundos en los que un token de actualización ya usado se puede volver a enviar, por si la respuesta se perdió en el camino.',
  'Other APIs that a refresh token of it gives access tokens for.':
    'Otras API para las que un token de actualización suyo da tokens de acceso.',
  'The API.': 'La API.',
  'What the client may ask for there.': 'Lo que el cliente puede pedir allí.',
  'A picture of it for the consent page.': 'Una imagen suya para la página de consentimiento.',
  'Its home page.': 'Su página de inicio.',
  'What it does with the data of people.': 'Qué hace con los datos de las personas.',
  'Its terms of service.': 'Sus términos del servicio.',
  'Loaded in a frame when a session ends.': 'Se carga en un marco cuando termina una sesión.',
  'Told by the server when a session ends.': 'El servidor le avisa cuando termina una sesión.',
  'Where a login at it begins when somebody else asks for it (OIDC Core §4).':
    'Dónde empieza un inicio de sesión que pide un tercero (OIDC Core §4).',
  'Texts that whoever administers it keeps beside it; no token and no page has them.':
    'Textos que guarda con ella quien la administra; no están en ningún token ni en ninguna página.',
  'Its program, whichever client runs it.': 'Su programa, sea cual sea el cliente que lo ejecuta.',
  'Which version of its program it is.': 'Qué versión de su programa es.',
  'Who answers for it.': 'Quién responde de ella.',
  'The one algorithm of its request objects; left out: any that is offered.':
    'El único algoritmo de sus objetos de solicitud. Sin indicar: cualquiera de los que se ofrecen.',
  'The only addresses from which a request object is fetched (OIDC Core §6.2).':
    'Las únicas direcciones de las que se obtiene un objeto de solicitud (OIDC Core §6.2).',
  'Seconds since the End-User last proved who they are, where a request does not say.':
    'Segundos que pueden haber pasado desde que el usuario demostró quién es, si la solicitud no los indica.',
  'Levels of authentication, where a request does not say.':
    'Niveles de autenticación, si la solicitud no los indica.',
  'Whether it knows an End-User by the one `sub`, or by a name of its sector (OIDC Core §8); left out: `public`.':
    'Indica si conoce a un usuario por su único `sub` o por un nombre propio de su sector (OIDC Core §8). Sin indicar: `public`.',
  'A document that lists its callbacks, where they stand on several hosts (OIDC Core §8.1).':
    'Un documento que enumera sus callbacks, cuando están en varios hosts (OIDC Core §8.1).',
  'The API it stands for, where the API introspects the tokens it is sent.':
    'La API a la que representa, cuando esta consulta por introspección los tokens que recibe.',
  'Its callbacks may be at any private-use scheme (`myapp://`), which any program of the End-User’s machine may take for itself (RFC 8252 §8.1); of a `native` one.':
    'Sus callbacks pueden usar cualquier esquema de uso privado (`myapp://`), del que puede apropiarse cualquier programa del equipo del usuario (RFC 8252 §8.1); solo en una `native`.',
  'The port of a callback at `http://localhost` may vary, though the name may lead elsewhere than to this machine (RFC 8252 §8.3); of a `native` one.':
    'El puerto de un callback en `http://localhost` puede variar, aunque ese nombre podría llevar a otro equipo (RFC 8252 §8.3); solo en una `native`.',
  'Its access tokens may stand in the query of `/userinfo`, which is logged on the way, and kept by who sees it (RFC 6750 §2.3).':
    'Sus tokens de acceso pueden ir en la consulta de `/userinfo`, que queda en los registros del camino y en poder de quien la vea (RFC 6750 §2.3).',
  'What the End-User reads on the consent page.': 'Lo que el usuario lee en la página de consentimiento.',
  'The audience of its tokens: an opaque string, compared byte for byte.':
    'La audiencia de sus tokens: una cadena opaca que se compara byte a byte.',
  'What may be asked for.': 'Lo que se puede pedir.',
  'What a request asks for.': 'Lo que pide una solicitud.',
  'Who signs in is given those scopes of it that their roles and permissions hold, and no other; false: all that are asked for.':
    'Quien inicia sesión recibe solo los scopes de la API que incluyen sus roles y permisos; desactivado: todos los que se piden.',
  'A first-party client whose callback can be verified does not ask for consent.':
    'Un cliente propio cuyo callback se puede verificar no pide consentimiento.',
  'A client that asks for `offline_access` beside it gets a refresh token.':
    'Un cliente que pide además `offline_access` obtiene un token de actualización.',
  'Seconds a token from the token endpoint is valid.': 'Segundos que vale un token del endpoint de tokens.',
  'Seconds a token from the authorization endpoint is valid: it travels through a browser.':
    'Segundos que vale un token del endpoint de autorización: pasa por un navegador.',
  'Signs its tokens.': 'Firma sus tokens.',
  'The form of its tokens: Auth0’s own (`typ` is `JWT`), or RFC 9068 (`at+jwt`) with Auth0’s `azp` beside `client_id`; with `_authz` they hold `permissions` as well; left out: by the `policy` of the tenant.':
    'El formato de sus tokens: el propio de Auth0 (`typ` es `JWT`) o el de RFC 9068 (`at+jwt`), con el `azp` de Auth0 junto a `client_id`; con `_authz` incluyen además `permissions`. Sin indicar: según la `policy` del inquilino.',
  'What tokens call them; left out, one is made.':
    'El identificador que le dan los tokens; si no se indica, se crea uno.',
  'Their address, which one user has at a time.': 'Su dirección; solo un usuario a la vez puede tenerla.',
  'Whether it was shown to be theirs.': 'Indica si se ha demostrado que es suyo.',
  'What they sign in by instead of an address, where the tenant has `username_login`; one user has it at a time.':
    'Con qué inicia sesión en lugar de una dirección, si el inquilino tiene `username_login`; solo un usuario a la vez puede tenerlo.',
  'Full name.': 'Nombre completo.',
  'They cannot sign in, and what they had ends.': 'No puede iniciar sesión, y lo que tenía abierto termina.',
  'Given name.': 'Nombre de pila.',
  'Family name.': 'Apellidos.',
  'Casual name.': 'Nombre informal.',
  'A picture of them.': 'Una imagen suya.',
  'Telephone number.': 'Número de teléfono.',
  'What applications keep for them, as they like it. In no token by itself.':
    'Lo que las aplicaciones guardan para el usuario, según sus preferencias. Por sí solo no está en ningún token.',
  'What applications keep about them, which they never change themselves. In no token by itself.':
    'Lo que las aplicaciones guardan sobre el usuario, que él mismo nunca cambia. Por sí solo no está en ningún token.',
  'Middle name.': 'Segundo nombre.',
  'What somebody wants to be called.': 'Cómo prefiere que le llamen.',
  'A page about them.': 'Una página sobre el usuario.',
  'A page of theirs.': 'Una página suya.',
  'Gender.': 'Género.',
  'Day of birth, `YYYY-MM-DD`.': 'Día de nacimiento, `YYYY-MM-DD`.',
  'Time zone, `Europe/Paris`.': 'Zona horaria, como `Europe/Paris`.',
  'Language, `en-US`.': 'Idioma, como `en-US`.',
  'When these were changed last, in seconds since the epoch.':
    'Cuándo se cambiaron estos datos por última vez, en segundos desde la época Unix.',
  'Postal address.': 'Dirección postal.',
  'The whole, as on a letter.': 'Completa, como en una carta.',
  'Street and number.': 'Calle y número.',
  'City.': 'Ciudad.',
  'State or province.': 'Estado o provincia.',
  'Postal code.': 'Código postal.',
  'Country.': 'País.',
  'What people call it; no two of a tenant have one name.':
    'Cómo se le llama; en un inquilino no hay dos con el mismo nombre.',
  'What it is for.': 'Para qué sirve.',
  'What it is called by whoever refers to it; left out, one is made: `rol_...`.':
    'El identificador con el que se hace referencia a él; si no se indica, se crea uno: `rol_...`.',
  'The ways in. What is not here is refused, whatever page the request came from.':
    'Las formas de entrar. Lo que no figura aquí se rechaza, venga de la página que venga.',
  'Whoever has a user name can type it in place of the address, with the password.':
    'Quien tiene un nombre de usuario puede escribirlo en lugar de la dirección, con la contraseña.',
  'The login page asks for the identifier alone and for the password on the next page.':
    'La página de inicio de sesión pide solo el identificador, y la contraseña en la página siguiente.',
  'Somebody without an account can make one.': 'Quien no tiene cuenta puede crear una.',
  'Characters (Unicode code points) a new password must have.':
    'Caracteres (puntos de código Unicode) que debe tener como mínimo una contraseña nueva.',
  'How many passwords back a new one must differ from.':
    'De cuántas contraseñas anteriores debe diferir una nueva.',
  'Words that a new password must not be made of, beside the list that is shipped.':
    'Palabras de las que no puede estar hecha una contraseña nueva, además de la lista incluida.',
  'Other sources of End-Users that the login page offers.':
    'Otros orígenes de usuarios que ofrece la página de inicio de sesión.',
  'What a request calls it.': 'Cómo la llama una solicitud.',
  'What its button says.': 'Lo que dice su botón.',
  'How somebody signs in there; left out: they cannot yet.':
    'Cómo se inicia sesión allí. Sin indicar: todavía no se puede.',
  'Domains of addresses that belong there: whoever types one is sent there.':
    'Dominios de las direcciones que le corresponden: quien escribe una de ellas es enviado allí.',
  'As Auth0 does: a sign-up signs in before its address is verified, and so tells whether an address has an account.':
    'Como hace Auth0: el registro inicia la sesión antes de verificar la dirección, y así revela si una dirección tiene cuenta.',
  'When a second factor is asked for.': 'Cuándo se pide un segundo factor.',
  'The kinds that can be enrolled and used.': 'Los tipos que se pueden registrar y usar.',
  'Days for which an End-User can let a device stand for the second factor; 0: never.':
    'Días durante los que un usuario puede dejar que un dispositivo valga como segundo factor; 0: nunca.',
  'Start of the address of a k-anonymity range service for breached passwords, to which five hexadecimal digits are added.':
    'Principio de la dirección de un servicio de rangos con k-anonimato para contraseñas filtradas, al que se añaden cinco dígitos hexadecimales.',
  'What the pages call the tenant; left out: they say the name of the application only.':
    'Cómo llaman las páginas al inquilino. Sin indicar: solo dicen el nombre de la aplicación.',
  'The logo above the forms, where `branding` has none.':
    'El logotipo encima de los formularios, si `branding` no tiene ninguno.',
  'Where people may ask for help. Kept for whoever administers it: no page shows it.':
    'Dónde se puede pedir ayuda. Se guarda para quien administra el inquilino: ninguna página lo muestra.',
  'Languages of the pages; whoever asks for none of them reads the first.':
    'Idiomas de las páginas; quien no pide ninguno de ellos lee el primero.',
  'Where Auth0’s habits and OpenID Connect differ, whose way is gone.':
    'Qué se sigue cuando difieren las costumbres de Auth0 y OpenID Connect.',
  'The audience of a request that names none; left out: the token is opaque and good for /userinfo only.':
    'La audiencia de una solicitud que no nombra ninguna. Sin indicar: el token es opaco y solo vale para /userinfo.',
  'Refuses `response_type=token` alone, a token that nothing ties to the request (RFC 9700 §4.6), for every client.':
    'Rechaza `response_type=token` a solas, un token que nada vincula a la solicitud (RFC 9700 §4.6), para todos los clientes.',
  'Where /v2/logout may return to when the request names no client.':
    'Adónde puede volver /v2/logout cuando la solicitud no nombra ningún cliente.',
  'Hours a session lives at the most.': 'Horas que dura una sesión como máximo.',
  'Hours a session lives without being used. It never ends later, and at most 5 % of them earlier.':
    'Horas que dura una sesión sin usarse. Nunca termina más tarde, y como mucho un 5 % antes.',
  'Who may register a client by itself (RFC 7591 §3): nobody, who was given a token for it, or anybody.':
    'Quién puede registrar un cliente por su cuenta (RFC 7591 §3): nadie, quien recibió un token para ello o cualquiera.',
  'A client that nobody registered may bring as its `client_id` the https address of a document with its metadata, which the server fetches.':
    'Un cliente que nadie ha registrado puede presentar como `client_id` la dirección https de un documento con sus metadatos, que el servidor descarga.',
  'MCP clients connect by themselves: turns on all that they need, which is `dynamic_registration: open`, `client_id_metadata_documents` and `unsafe_redirects_at_registration`.':
    'Los clientes MCP se conectan por sí solos: activa todo lo que necesitan, es decir, `dynamic_registration: open`, `client_id_metadata_documents` y `unsafe_redirects_at_registration`.',
  'End-Users can have their account deleted on the account page (GDPR Art. 17).':
    'Los usuarios pueden pedir que se elimine su cuenta en la página de la cuenta (art. 17 del RGPD).',
  'Days in which somebody who asked for it can still keep their account; 0: it is deleted at once.':
    'Días en los que quien lo pidió aún puede conservar su cuenta; 0: se elimina de inmediato.',
  'Features it takes part in while they are rolled out as `preview` in its region.':
    'Funciones en las que participa mientras están como `preview` en su región.',
  'A native client that registers itself may be answered at any scheme (`cursor://`) and at any port of localhost, where any program of the machine may wait. One that does not name its `application_type` is native where a callback of it is not https.':
    'A un cliente nativo que se registra a sí mismo se le puede responder en cualquier esquema (`cursor://`) y en cualquier puerto de localhost, donde puede estar esperando cualquier programa del equipo. Uno que no indica su `application_type` se toma por nativo si alguno de sus callbacks no es https.',
  'A client that is no first party may be given a grant at the My Account API, with which it changes how people sign in.':
    'A un cliente de terceros se le puede dar un grant en la My Account API, con el que cambia cómo inician sesión las personas.',
  'A first-party client on localhost is given consent unasked, though anybody on the machine can listen there. For test machines.':
    'A un cliente propio en localhost se le da el consentimiento sin preguntar, aunque cualquiera en el equipo puede escuchar ahí. Para equipos de prueba.',
  'First label of its host.': 'Primera etiqueta de su host.',
  'Second label of its host.': 'Segunda etiqueta de su host.',
  'A host of its own (no scheme, no port), beside `<name>.<region>.<base>`. The first tenant that is made where the base is `localhost` gets `localhost`, unless this is null.':
    'Un host propio (sin esquema ni puerto), además de `<name>.<region>.<base>`. El primer inquilino que se crea cuando la base es `localhost` recibe `localhost`, salvo que esto sea null.',
  'The logo above the forms.': 'El logotipo encima de los formularios.',
  'The icon of the browser’s tab.': 'El icono de la pestaña del navegador.',
  'Buttons and links; the pages make a readable shade of it where it is not.':
    'Botones y enlaces; si no se lee bien, las páginas usan un tono legible.',
  'Around the form.': 'Alrededor del formulario.',
  'A picture around the form.': 'Una imagen alrededor del formulario.',
  'The terms, linked below the forms.': 'Los términos, enlazados debajo de los formularios.',
  'The privacy notice, linked below the forms.':
    'El aviso de privacidad, enlazado debajo de los formularios.',
  '465, where it begins with TLS; 587, 2525 or 25, where it changes to TLS before anything is said.':
    '465 si empieza con TLS; 587, 2525 o 25 si pasa a TLS antes de decir nada.',
};
