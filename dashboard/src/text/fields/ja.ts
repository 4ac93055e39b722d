/**
 * What the fields of forms are called, and what is said of them, in Japanese: by the English text of each.
 */
import type { FieldWords } from './text.ts';

export const JA: FieldWords = {
  'Client ID': 'クライアント ID',
  Name: '名前',
  Description: '説明',
  'Kind of application': 'アプリケーションの種類',
  'First party': 'ファーストパーティ',
  'Callback URLs': 'コールバック URL',
  'Allowed logout URLs': '許可するログアウト先 URL',
  'Web origins': 'Web オリジン',
  'Allowed origins': '許可するオリジン',
  'Grant types': 'グラントタイプ',
  'Forbid implicit': 'インプリシットを禁止',
  'Response types': 'レスポンスタイプ',
  'OIDC conformant': 'OIDC 準拠',
  'Second factor': '第 2 要素',
  'Token endpoint authentication method': 'トークンエンドポイントの認証方式',
  'Token endpoint authentication signing algorithm': 'トークンエンドポイント認証の署名アルゴリズム',
  'JWKS URI': 'JWKS の URI',
  JWKS: '公開鍵（JWKS）',
  'ID token lifetime': 'ID トークンの有効期間',
  'ID token signed response algorithm': 'ID トークンの署名アルゴリズム',
  'Userinfo signed response algorithm': 'userinfo の署名アルゴリズム',
  'Refresh token rotation type': 'リフレッシュトークンのローテーション',
  'Refresh token expiration type': 'リフレッシュトークンの期限',
  'Refresh token lifetime': 'リフレッシュトークンの有効期間',
  'Infinite refresh token lifetime': 'リフレッシュトークンを無期限にする',
  'Idle refresh token lifetime': '未使用のリフレッシュトークンの有効期間',
  'Infinite idle refresh token lifetime': '未使用のリフレッシュトークンを無期限にする',
  'Refresh token leeway': 'リフレッシュトークンの再送猶予',
  'Refresh token policies': 'リフレッシュトークンのポリシー',
  Audience: 'オーディエンス',
  Scope: 'スコープ',
  'Logo URI': 'ロゴの URI',
  'Client URI': 'アプリケーションの URI',
  'Policy URI': 'プライバシーポリシーの URI',
  'Terms of service URI': '利用規約の URI',
  'Frontchannel logout URI': 'フロントチャネルログアウトの URI',
  'Backchannel logout URI': 'バックチャネルログアウトの URI',
  'Initiate login URI': 'サインインを開始する URI',
  'Client metadata': 'クライアントのメタデータ',
  'Software ID': 'ソフトウェア ID',
  'Software version': 'ソフトウェアのバージョン',
  Contacts: '連絡先',
  'Request object signing algorithm': 'リクエストオブジェクトの署名アルゴリズム',
  'Request URIs': 'リクエストオブジェクトの URI',
  'Default max age': '認証からの最大経過時間の既定値',
  'Default ACR values': 'ACR の既定値',
  'Subject type': 'サブジェクトの種類',
  'Sector identifier URI': 'セクター識別子の URI',
  'Resource server identifier': 'API の識別子',
  'Unclaimed redirect schemes': 'リダイレクト先のプライベート用スキーム',
  'Any port of localhost': 'localhost の任意のポート',
  'Access token in query': 'クエリのアクセストークン',
  Identifier: '識別子',
  Scopes: 'スコープ',
  Value: '値',
  'Enforce policies': 'ロールと権限を適用',
  'Skip consent for verifiable first party clients': '検証可能なファーストパーティでは同意を省略',
  'Allow offline access': 'オフラインアクセスを許可',
  'Token lifetime': 'トークンの有効期間',
  'Token lifetime for web': 'Web でのトークンの有効期間',
  'Signing algorithm': '署名アルゴリズム',
  'Token dialect': 'トークンの形式',
  'User ID': 'ユーザー ID',
  'E-mail address': 'メールアドレス',
  'E-mail address is confirmed': 'メールアドレス確認済み',
  Username: 'ユーザー名',
  Blocked: 'ブロック',
  'Given name': '名',
  'Family name': '姓',
  Nickname: 'ニックネーム',
  Picture: '写真',
  'Phone number': '電話番号',
  'User metadata': 'ユーザーのメタデータ',
  'App metadata': 'アプリケーションのメタデータ',
  'Middle name': 'ミドルネーム',
  'Preferred username': '希望する呼び名',
  Profile: 'プロフィール',
  Website: 'Web サイト',
  Gender: '性別',
  Birthdate: '生年月日',
  Zoneinfo: 'タイムゾーン',
  Locale: '言語',
  'Updated at': '更新日時',
  'Phone number verified': '電話番号確認済み',
  Address: '住所',
  Formatted: '住所全体',
  'Street address': '町名・番地',
  Locality: '市区町村',
  Region: '地域',
  'Postal code': '郵便番号',
  Country: '国',
  ID: 'ID',
  'Login methods': 'サインインの方法',
  'Username login': 'ユーザー名でのサインイン',
  'Identifier first': '識別子を先に入力',
  'Sign up': 'アカウントの作成',
  'Password min length': 'パスワードの最小文字数',
  'Password history': 'パスワードの履歴',
  'Password dictionary': 'パスワードの禁止語',
  Connections: '接続',
  'Display name': '表示名',
  Strategy: '方式',
  Domains: 'ドメイン',
  'Sign up at once': '登録と同時のサインイン',
  'Second factors': '第 2 要素の種類',
  'Remember device days': '端末を記憶する日数',
  'Breached passwords URL': '流出パスワード照会 URL',
  'Friendly name': 'テナントの表示名',
  'Picture URL': '画像の URL',
  'Support email': 'サポートのメールアドレス',
  'Support URL': 'サポートの URL',
  'Enabled locales': '使用する言語',
  Policy: 'ポリシー',
  'Default audience': '既定のオーディエンス',
  'Forbid token response type': 'レスポンスタイプ token を禁止',
  'Session lifetime': 'セッションの有効期間',
  'Idle session lifetime': '未使用のセッションの有効期間',
  'Dynamic registration': '動的登録',
  'Client ID metadata documents': 'クライアント ID メタデータ文書',
  'MCP clients': 'MCP クライアント',
  'Account deletion': 'アカウントの削除',
  'Account deletion wait days': 'アカウント削除までの待機日数',
  'Preview features': 'プレビュー機能',
  'Redirects at registration': '登録時のリダイレクト先',
  'My account for third parties': 'サードパーティへの My Account API',
  'Skip consent on localhost': 'localhost では同意を省略',
  Domain: 'ドメイン',
  'Logo URL': 'ロゴの URL',
  'Favicon URL': 'ファビコンの URL',
  'Primary color': 'メインカラー',
  'Page background color': 'ページの背景色',
  'Page background URL': 'ページの背景画像の URL',
  'Terms URL': '利用規約の URL',
  'Privacy URL': 'プライバシーポリシーの URL',
  'The name that requests know the client by.': 'リクエストでクライアントを示す名前です。',
  'What the End-User reads on the pages.': 'ユーザーがページで目にする名前です。',
  'What it is, for whoever administers it.': '管理する人のための説明です。',
  'What kind of application it is; of a `native` one the port of a loopback redirect may vary.':
    'アプリケーションの種類です。`native` では、ループバックへのリダイレクトのポートが変わってもかまいません。',
  'Belongs to whoever runs the tenant; with `false` every request needs the End-User’s consent.':
    'テナントの運用者のアプリケーションです。`false` の場合は、リクエストのたびにユーザーの同意が必要です。',
  'Where answers may be sent, compared byte for byte.': '応答の送り先です。バイト単位で比較されます。',
  'Where a logout may return to.': 'ログアウト後に戻れる先です。',
  'Origins that may receive tokens by `web_message` or `okta_post_message`; of a `native` client also those of other schemes, as `capacitor://localhost`.':
    '`web_message` または `okta_post_message` でトークンを受け取れるオリジンです。`native` のクライアントでは、`capacitor://localhost` のような別のスキームも使えます。',
  'Origins that may call `/userinfo` from a page, beside those of the callbacks and `web_origins`; of a `native` client also those of other schemes.':
    'ページから `/userinfo` を呼び出せるオリジンです。コールバックと `web_origins` のオリジンに加わります。`native` のクライアントでは、別のスキームも使えます。',
  'How it may get tokens. The implicit grant is off until it is named here.':
    'トークンの取得方法です。インプリシットグラントは、ここに加えるまで無効です。',
  'Refuses what needs the implicit grant, though `grant_types` names it: the last step to code + PKCE, and with `false` the way back.':
    '`grant_types` にあっても、インプリシットグラントを要するものを拒否します。コード + PKCE への最後の一歩で、`false` にすれば元に戻ります。',
  'What it may ask for; left out: all that its grant types allow.':
    '要求できるものです。指定なしの場合は、グラントタイプが許すすべてです。',
  'Keeps to the letter of OpenID Connect; `false` is what SDKs of Auth0 expect that are older.':
    'OpenID Connect に厳密に従います。`false` は、Auth0 の古い SDK が前提とする動作です。',
  'When it wants a second factor; left out: when the tenant does.':
    '第 2 要素を求める条件です。指定なしの場合は、テナントの設定に従います。',
  'How it proves who it is; `none` is a public client. Left out beside a secret: `client_secret_basic_or_post`.':
    '身元を証明する方法です。`none` はパブリッククライアントです。シークレットがあって指定なしの場合は `client_secret_basic_or_post` です。',
  'The one algorithm of its assertions; left out: any that goes with the method.':
    'アサーションに使う唯一のアルゴリズムです。指定なしの場合は、方式に合うものならどれでも使えます。',
  'Where its public keys are.': '公開鍵が置かれている場所です。',
  'Its public keys.': 'クライアントの公開鍵です。',
  'Seconds an ID token is valid.': 'ID トークンが有効な秒数です。',
  'Signs its ID tokens.': 'ID トークンに署名するアルゴリズムです。',
  'Lets `/userinfo` answer with a JWT that this algorithm signs (OIDC Core §5.3.2).':
    '`/userinfo` の応答を、このアルゴリズムで署名した JWT にします（OIDC Core §5.3.2）。',
  'Whether each use of a refresh token replaces it; left out: `rotating` for a public client, `non-rotating` for one that authenticates.':
    'リフレッシュトークンを使うたびに新しいものに替えるかどうかです。指定なしの場合、パブリッククライアントでは `rotating`、認証するクライアントでは `non-rotating` です。',
  'Whether its refresh tokens end by themselves; `non-expiring` is both lifetimes without an end.':
    'リフレッシュトークンに期限があるかどうかです。`non-expiring` では、どちらの有効期間も無期限です。',
  'Seconds a refresh token, with all that follow it, is valid.':
    'リフレッシュトークンが、後を継ぐものも含めて有効な秒数です。',
  'A refresh token, with all that follow it, is valid as long as it is used.':
    'リフレッシュトークンは、後を継ぐものも含めて、使われている限り有効です。',
  'Seconds a refresh token is valid without being used.':
    'リフレッシュトークンが、使われなくても有効な秒数です。',
  'A refresh token is valid without being used: for five years.':
    'リフレッシュトークンは、使われなくても 5 年間有効です。',
  'Seconds in which a spent refresh token may be sent again, for an answer that was lost on its way.':
    '応答が途中で失われた場合に、使用済みのリフレッシュトークンを再送できる秒数です。',
  'Other APIs that a refresh token of it gives access tokens for.':
    'リフレッシュトークンでアクセストークンを取得できる、ほかの API です。',
  'The API.': '対象の API です。',
  'What the client may ask for there.': 'クライアントがそこで要求できるものです。',
  'A picture of it for the consent page.': '同意ページに表示する画像です。',
  'Its home page.': 'アプリケーションのホームページです。',
  'What it does with the data of people.': '個人データの取り扱いを説明するページです。',
  'Its terms of service.': 'アプリケーションの利用規約です。',
  'Loaded in a frame when a session ends.': 'セッションの終了時にフレームで読み込まれます。',
  'Told by the server when a session ends.': 'セッションの終了時にサーバーから通知されます。',
  'Where a login at it begins when somebody else asks for it (OIDC Core §4).':
    '第三者の求めによるサインインを開始する場所です（OIDC Core §4）。',
  'Texts that whoever administers it keeps beside it; no token and no page has them.':
    '管理する人が添えておくテキストです。トークンにもページにも含まれません。',
  'Its program, whichever client runs it.':
    'プログラムの ID です。どのクライアントが動かしていても同じです。',
  'Which version of its program it is.': 'プログラムのバージョンです。',
  'Who answers for it.': '責任者の連絡先です。',
  'The one algorithm of its request objects; left out: any that is offered.':
    'リクエストオブジェクトに使う唯一のアルゴリズムです。指定なしの場合は、提供されているものならどれでも使えます。',
  'The only addresses from which a request object is fetched (OIDC Core §6.2).':
    'リクエストオブジェクトは、ここにあるアドレスからのみ取得されます（OIDC Core §6.2）。',
  'Seconds since the End-User last proved who they are, where a request does not say.':
    'ユーザーが最後に本人であることを証明してから経過してよい秒数です。リクエストに指定がないときに使われます。',
  'Levels of authentication, where a request does not say.':
    '認証のレベルです。リクエストに指定がないときに使われます。',
  'Whether it knows an End-User by the one `sub`, or by a name of its sector (OIDC Core §8); left out: `public`.':
    'ユーザーを共通の `sub` で識別するか、セクターごとの名前で識別するかです（OIDC Core §8）。指定なしの場合は `public` です。',
  'A document that lists its callbacks, where they stand on several hosts (OIDC Core §8.1).':
    'コールバックが複数のホストにある場合に、それらを列挙する文書です（OIDC Core §8.1）。',
  'The API it stands for, where the API introspects the tokens it is sent.':
    'API が受け取ったトークンをイントロスペクションで確認する場合に、このクライアントが代表する API です。',
  'Its callbacks may be at any private-use scheme (`myapp://`), which any program of the End-User’s machine may take for itself (RFC 8252 §8.1); of a `native` one.':
    'コールバックに任意のプライベート用スキーム（`myapp://`）を使えます。ただし、ユーザーの端末のどのプログラムにも横取りされるおそれがあります（RFC 8252 §8.1）。`native` に限ります。',
  'The port of a callback at `http://localhost` may vary, though the name may lead elsewhere than to this machine (RFC 8252 §8.3); of a `native` one.':
    '`http://localhost` のコールバックのポートが変わってもかまいません。ただし、この名前が別の端末を指すこともあります（RFC 8252 §8.3）。`native` に限ります。',
  'Its access tokens may stand in the query of `/userinfo`, which is logged on the way, and kept by who sees it (RFC 6750 §2.3).':
    '`/userinfo` のクエリにアクセストークンを含められます。クエリは途中のログに残り、目にした人の手元にも残ります（RFC 6750 §2.3）。',
  'What the End-User reads on the consent page.': 'ユーザーが同意ページで目にする文言です。',
  'The audience of its tokens: an opaque string, compared byte for byte.':
    'トークンのオーディエンスです。内容を解釈しない文字列として、バイト単位で比較されます。',
  'What may be asked for.': '要求できるものです。',
  'What a request asks for.': 'リクエストで要求する値です。',
  'Who signs in is given those scopes of it that their roles and permissions hold, and no other; false: all that are asked for.':
    'サインインした人には、ロールと権限に含まれるスコープだけが与えられます。オフの場合は、要求したものがすべて与えられます。',
  'A first-party client whose callback can be verified does not ask for consent.':
    'コールバックを検証できるファーストパーティのクライアントは、同意を求めません。',
  'A client that asks for `offline_access` beside it gets a refresh token.':
    '併せて `offline_access` を要求したクライアントに、リフレッシュトークンが発行されます。',
  'Seconds a token from the token endpoint is valid.':
    'トークンエンドポイントが発行するトークンの有効な秒数です。',
  'Seconds a token from the authorization endpoint is valid: it travels through a browser.':
    '認可エンドポイントが発行するトークンの有効な秒数です。このトークンはブラウザーを経由します。',
  'Signs its tokens.': 'トークンに署名するアルゴリズムです。',
  'The form of its tokens: Auth0’s own (`typ` is `JWT`), or RFC 9068 (`at+jwt`) with Auth0’s `azp` beside `client_id`; with `_authz` they hold `permissions` as well; left out: by the `policy` of the tenant.':
    'トークンの形式です。Auth0 独自の形式（`typ` は `JWT`）か、RFC 9068 の形式（`at+jwt`）に Auth0 の `azp` を `client_id` と並べたものです。`_authz` が付くものは `permissions` も含みます。指定なしの場合は、テナントの `policy` に従います。',
  'What tokens call them; left out, one is made.':
    'トークンの中でユーザーを示す ID です。指定なしの場合は、自動で作成されます。',
  'Their address, which one user has at a time.': 'ユーザーのアドレスです。同時に持てるのは 1 人だけです。',
  'Whether it was shown to be theirs.': '本人のものと確認されたかどうかです。',
  'What they sign in by instead of an address, where the tenant has `username_login`; one user has it at a time.':
    'テナントで `username_login` が有効な場合に、アドレスの代わりにサインインに使う名前です。同時に持てるのは 1 人だけです。',
  'Full name.': '氏名です。',
  'They cannot sign in, and what they had ends.':
    'サインインできなくなり、それまでのセッションやトークンも終了します。',
  'Given name.': '下の名前です。',
  'Family name.': '名字です。',
  'Casual name.': '普段の呼び名です。',
  'A picture of them.': '本人の写真です。',
  'Telephone number.': '電話番号です。',
  'What applications keep for them, as they like it. In no token by itself.':
    'アプリケーションが本人のために保管する、好みに応じた情報です。それだけではトークンに含まれません。',
  'What applications keep about them, which they never change themselves. In no token by itself.':
    'アプリケーションが本人について保管し、本人は変更しない情報です。それだけではトークンに含まれません。',
  'Middle name.': 'ミドルネームです。',
  'What somebody wants to be called.': '本人が望む呼ばれ方です。',
  'A page about them.': '本人についてのページです。',
  'A page of theirs.': '本人のページです。',
  'Gender.': '性別です。',
  'Day of birth, `YYYY-MM-DD`.': '誕生日です（`YYYY-MM-DD`）。',
  'Time zone, `Europe/Paris`.': 'タイムゾーンです（例: `Europe/Paris`）。',
  'Language, `en-US`.': '言語です（例: `en-US`）。',
  'When these were changed last, in seconds since the epoch.':
    'これらの情報が最後に変更された時刻です（UNIX エポックからの秒数）。',
  'Postal address.': '郵便の届く住所です。',
  'The whole, as on a letter.': '封筒に書く形の住所全体です。',
  'Street and number.': '町名と番地です。',
  'City.': '市区町村の名前です。',
  'State or province.': '都道府県または州です。',
  'Postal code.': '郵便番号です。',
  'Country.': '国の名前です。',
  'What people call it; no two of a tenant have one name.':
    'ロールの呼び名です。同じテナントで重複する名前は使えません。',
  'What it is for.': '用途の説明です。',
  'What it is called by whoever refers to it; left out, one is made: `rol_...`.':
    'ほかから参照するときの ID です。指定なしの場合は、自動で作成されます（`rol_...`）。',
  'The ways in. What is not here is refused, whatever page the request came from.':
    'サインインの手段です。ここにないものは、どのページからのリクエストでも拒否されます。',
  'Whoever has a user name can type it in place of the address, with the password.':
    'ユーザー名を持つ人は、アドレスの代わりにユーザー名とパスワードを入力できます。',
  'The login page asks for the identifier alone and for the password on the next page.':
    'サインインページではまず識別子だけを尋ね、次のページでパスワードを尋ねます。',
  'Somebody without an account can make one.': 'アカウントのない人が、自分で作成できます。',
  'Characters (Unicode code points) a new password must have.':
    '新しいパスワードに必要な文字数（Unicode コードポイント）です。',
  'How many passwords back a new one must differ from.':
    '新しいパスワードとして使えない、過去のパスワードの数です。',
  'Words that a new password must not be made of, beside the list that is shipped.':
    '付属のリストに加えて、新しいパスワードに使えない単語です。',
  'Other sources of End-Users that the login page offers.':
    'サインインページで選べる、ほかのユーザーの接続元です。',
  'What a request calls it.': 'リクエストで使う名前です。',
  'What its button says.': 'ボタンに表示される文言です。',
  'How somebody signs in there; left out: they cannot yet.':
    'そこでのサインインの方式です。指定なしの場合は、まだサインインできません。',
  'Domains of addresses that belong there: whoever types one is sent there.':
    'そこに属するアドレスのドメインです。該当するアドレスを入力した人は、そこへ送られます。',
  'As Auth0 does: a sign-up signs in before its address is verified, and so tells whether an address has an account.':
    'Auth0 と同じく、アドレスを確認する前に、登録と同時にサインインさせます。そのため、アドレスにアカウントがあるかどうかが知られてしまいます。',
  'When a second factor is asked for.': '第 2 要素を求める条件です。',
  'The kinds that can be enrolled and used.': '登録して使用できる種類です。',
  'Days for which an End-User can let a device stand for the second factor; 0: never.':
    'ユーザーが端末を第 2 要素の代わりにできる日数です。0 の場合はできません。',
  'Start of the address of a k-anonymity range service for breached passwords, to which five hexadecimal digits are added.':
    '流出パスワードを k-匿名性の範囲検索で照会するサービスの、アドレスの先頭部分です。後ろに 16 進数 5 桁が付きます。',
  'What the pages call the tenant; left out: they say the name of the application only.':
    'ページに表示されるテナントの名前です。指定なしの場合は、アプリケーションの名前だけが表示されます。',
  'The logo above the forms, where `branding` has none.':
    '`branding` にロゴがない場合に、フォームの上に表示されるロゴです。',
  'Where people may ask for help. Kept for whoever administers it: no page shows it.':
    '利用者の問い合わせ先です。管理する人のための控えで、ページには表示されません。',
  'Languages of the pages; whoever asks for none of them reads the first.':
    'ページの言語です。どれも希望しない人には、最初の言語で表示されます。',
  'Where Auth0’s habits and OpenID Connect differ, whose way is gone.':
    'Auth0 の慣習と OpenID Connect が異なる場合に、どちらに従うかです。',
  'The audience of a request that names none; left out: the token is opaque and good for /userinfo only.':
    'リクエストに指定がないときのオーディエンスです。指定なしの場合、トークンは JWT ではなく、/userinfo にだけ使えます。',
  'Refuses `response_type=token` alone, a token that nothing ties to the request (RFC 9700 §4.6), for every client.':
    '`response_type=token` だけの要求を、すべてのクライアントで拒否します。リクエストと結び付かないトークンになるためです（RFC 9700 §4.6）。',
  'Where /v2/logout may return to when the request names no client.':
    'リクエストにクライアントの指定がないときに、/v2/logout から戻れる先です。',
  'Hours a session lives at the most.': 'セッションが続く最長の時間数です。',
  'Hours a session lives without being used. It never ends later, and at most 5 % of them earlier.':
    '使われないセッションが続く時間数です。これより遅く終わることはなく、早まるとしても最大でその 5 % です。',
  'Who may register a client by itself (RFC 7591 §3): nobody, who was given a token for it, or anybody.':
    'クライアントを自分で登録できる人です（RFC 7591 §3）。誰も不可、登録用のトークンを渡された人のみ、誰でも可、のいずれかです。',
  'A client that nobody registered may bring as its `client_id` the https address of a document with its metadata, which the server fetches.':
    '登録されていないクライアントが、自身のメタデータを載せた文書の https アドレスを `client_id` として使えます。文書はサーバーが取得します。',
  'MCP clients connect by themselves: turns on all that they need, which is `dynamic_registration: open`, `client_id_metadata_documents` and `unsafe_redirects_at_registration`.':
    'MCP クライアントが自分で接続できるように、必要な `dynamic_registration: open`、`client_id_metadata_documents`、`unsafe_redirects_at_registration` をすべて有効にします。',
  'End-Users can have their account deleted on the account page (GDPR Art. 17).':
    'ユーザーがアカウントページで自分のアカウントを削除できます（GDPR 第 17 条）。',
  'Days in which somebody who asked for it can still keep their account; 0: it is deleted at once.':
    '削除を求めた人が、まだアカウントを残せる日数です。0 の場合はすぐに削除されます。',
  'Features it takes part in while they are rolled out as `preview` in its region.':
    'リージョンで `preview` として展開されている間に参加する機能です。',
  'A native client that registers itself may be answered at any scheme (`cursor://`) and at any port of localhost, where any program of the machine may wait. One that does not name its `application_type` is native where a callback of it is not https.':
    '自分で登録するネイティブクライアントに、任意のスキーム（`cursor://`）や localhost の任意のポートで応答します。そこでは端末のどのプログラムも待ち受けられます。`application_type` の指定がないものは、https でないコールバックがあればネイティブとみなされます。',
  'A client that is no first party may be given a grant at the My Account API, with which it changes how people sign in.':
    'サードパーティのクライアントにも、My Account API のグラントを与えられます。これを使うと、ユーザーのサインイン方法を変更できます。',
  'A first-party client on localhost is given consent unasked, though anybody on the machine can listen there. For test machines.':
    'localhost のファーストパーティのクライアントには、確認なしに同意が与えられます。端末の誰でもそこで待ち受けられるため、テスト用の端末のための設定です。',
  'First label of its host.': 'ホスト名の最初のラベルです。',
  'Second label of its host.': 'ホスト名の 2 番目のラベルです。',
  'A host of its own (no scheme, no port), beside `<name>.<region>.<base>`. The first tenant that is made where the base is `localhost` gets `localhost`, unless this is null.':
    '`<name>.<region>.<base>` に加えて使う専用のホストです（スキームとポートは含めません）。ベースが `localhost` のとき、最初に作成されるテナントは、null でない限り `localhost` になります。',
  'The logo above the forms.': 'フォームの上に表示されるロゴです。',
  'The icon of the browser’s tab.': 'ブラウザーのタブのアイコンです。',
  'Buttons and links; the pages make a readable shade of it where it is not.':
    'ボタンとリンクの色です。読みにくい場合は、読みやすい色合いに調整されます。',
  'Around the form.': 'フォームの周囲の色です。',
  'A picture around the form.': 'フォームの周囲に表示する画像です。',
  'The terms, linked below the forms.': 'フォームの下にリンクされる利用規約です。',
  'The privacy notice, linked below the forms.': 'フォームの下にリンクされるプライバシーポリシーです。',
  '465, where it begins with TLS; 587, 2525 or 25, where it changes to TLS before anything is said.':
    '最初から TLS なら 465、何も送る前に TLS に切り替えるなら 587、2525、25 のいずれかです。',
};
