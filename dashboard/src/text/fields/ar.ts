/**
 * What the fields of forms are called, and what is said of them, in Arabic: by the English text of each.
 */
import type { FieldWords } from './text.ts';

export const AR: FieldWords = {
  'Client ID': 'معرّف العميل',
  Name: 'الاسم',
  Description: 'الوصف',
  'Kind of application': 'نوع التطبيق',
  'First party': 'تطبيق الطرف الأول',
  'Callback URLs': 'عناوين الرد',
  'Allowed logout URLs': 'عناوين الخروج المسموح بها',
  'Web origins': 'أصول الويب',
  'Allowed origins': 'الأصول المسموح بها',
  'Grant types': 'أنواع المنح',
  'Forbid implicit': 'منع المنحة الضمنية',
  'Response types': 'أنواع الرد',
  'OIDC conformant': 'مطابق لمعيار OIDC',
  'Second factor': 'العامل الثاني',
  'Token endpoint authentication method': 'طريقة المصادقة لدى نقطة الرموز',
  'Token endpoint authentication signing algorithm': 'خوارزمية توقيع المصادقة لدى نقطة الرموز',
  'JWKS URI': 'عنوان JWKS',
  JWKS: 'المفاتيح العامة (JWKS)',
  'ID token lifetime': 'مدة صلاحية رمز الهوية',
  'ID token signed response algorithm': 'خوارزمية توقيع رمز الهوية',
  'Userinfo signed response algorithm': 'خوارزمية توقيع ردّ userinfo',
  'Refresh token rotation type': 'تدوير رمز التحديث',
  'Refresh token expiration type': 'انتهاء صلاحية رمز التحديث',
  'Refresh token lifetime': 'مدة صلاحية رمز التحديث',
  'Infinite refresh token lifetime': 'رمز تحديث غير محدود المدة',
  'Idle refresh token lifetime': 'مدة صلاحية رمز التحديث دون استخدام',
  'Infinite idle refresh token lifetime': 'رمز تحديث غير محدود المدة دون استخدام',
  'Refresh token leeway': 'مهلة إعادة إرسال رمز التحديث',
  'Refresh token policies': 'سياسات رمز التحديث',
  Audience: 'الجمهور',
  Scope: 'النطاقات',
  'Logo URI': 'عنوان الشعار',
  'Client URI': 'عنوان التطبيق',
  'Policy URI': 'عنوان سياسة الخصوصية',
  'Terms of service URI': 'عنوان شروط الخدمة',
  'Frontchannel logout URI': 'عنوان الخروج عبر القناة الأمامية (front-channel)',
  'Backchannel logout URI': 'عنوان الخروج عبر القناة الخلفية (back-channel)',
  'Initiate login URI': 'عنوان بدء تسجيل الدخول',
  'Client metadata': 'البيانات الوصفية للعميل',
  'Software ID': 'معرّف البرنامج',
  'Software version': 'إصدار البرنامج',
  Contacts: 'جهات الاتصال',
  'Request object signing algorithm': 'خوارزمية توقيع كائنات الطلب',
  'Request URIs': 'عناوين كائنات الطلب',
  'Default max age': 'أقصى عمر افتراضي للمصادقة',
  'Default ACR values': 'قيم ACR الافتراضية',
  'Subject type': 'نوع معرّف المستخدم',
  'Sector identifier URI': 'عنوان معرّف القطاع',
  'Resource server identifier': 'معرّف واجهة API',
  'Unclaimed redirect schemes': 'مخططات خاصة لإعادة التوجيه',
  'Any port of localhost': 'أي منفذ من localhost',
  'Access token in query': 'رمز الوصول في الاستعلام',
  Identifier: 'المعرّف',
  Scopes: 'النطاقات',
  Value: 'القيمة',
  'Enforce policies': 'تطبيق الأدوار والأذونات',
  'Skip consent for verifiable first party clients': 'تخطّي الموافقة لتطبيقات الطرف الأول القابلة للتحقق',
  'Allow offline access': 'السماح بالوصول دون اتصال',
  'Token lifetime': 'مدة صلاحية الرمز',
  'Token lifetime for web': 'مدة صلاحية الرمز في الويب',
  'Signing algorithm': 'خوارزمية التوقيع',
  'Token dialect': 'صيغة الرمز',
  'User ID': 'معرّف المستخدم',
  'E-mail address': 'البريد الإلكتروني',
  'E-mail address is confirmed': 'البريد الإلكتروني مؤكَّد',
  Username: 'اسم المستخدم',
  Blocked: 'محظور',
  'Given name': 'الاسم الأول',
  'Family name': 'اسم العائلة',
  Nickname: 'الاسم المستعار',
  Picture: 'الصورة',
  'Phone number': 'رقم الهاتف',
  'User metadata': 'البيانات الوصفية للمستخدم',
  'App metadata': 'البيانات الوصفية للتطبيقات',
  'Middle name': 'الاسم الأوسط',
  'Preferred username': 'الاسم المفضّل',
  Profile: 'الملف الشخصي',
  Website: 'الموقع الإلكتروني',
  Gender: 'الجنس',
  Birthdate: 'تاريخ الميلاد',
  Zoneinfo: 'المنطقة الزمنية',
  Locale: 'اللغة',
  'Updated at': 'آخر تحديث',
  'Phone number verified': 'رقم الهاتف مؤكَّد',
  Address: 'العنوان',
  Formatted: 'العنوان الكامل',
  'Street address': 'الشارع والرقم',
  Locality: 'المدينة',
  Region: 'المنطقة',
  'Postal code': 'الرمز البريدي',
  Country: 'البلد',
  ID: 'المعرّف',
  'Login methods': 'طرق تسجيل الدخول',
  'Username login': 'تسجيل الدخول باسم المستخدم',
  'Identifier first': 'المعرّف أولًا',
  'Sign up': 'إنشاء الحسابات',
  'Password min length': 'الحد الأدنى لطول كلمة المرور',
  'Password history': 'سجل كلمات المرور',
  'Password dictionary': 'قاموس كلمات المرور',
  Connections: 'الاتصالات',
  'Display name': 'الاسم المعروض',
  Strategy: 'الاستراتيجية',
  Domains: 'أسماء النطاقات',
  'Sign up at once': 'تسجيل الدخول فور إنشاء الحساب',
  'Second factors': 'العوامل الثانية',
  'Remember device days': 'أيام تذكّر الجهاز',
  'Breached passwords URL': 'عنوان خدمة كلمات المرور المسرّبة',
  'Friendly name': 'اسم المستأجر المعروض',
  'Picture URL': 'عنوان الصورة',
  'Support email': 'بريد الدعم',
  'Support URL': 'عنوان صفحة الدعم',
  'Enabled locales': 'اللغات المتاحة',
  Policy: 'السياسة',
  'Default audience': 'الجمهور الافتراضي',
  'Forbid token response type': 'منع نوع الرد token',
  'Session lifetime': 'مدة الجلسة',
  'Idle session lifetime': 'مدة الجلسة دون استخدام',
  'Dynamic registration': 'التسجيل الديناميكي',
  'Client ID metadata documents': 'مستندات البيانات الوصفية لمعرّف العميل',
  'MCP clients': 'عملاء MCP',
  'Account deletion': 'حذف الحسابات',
  'Account deletion wait days': 'أيام الانتظار قبل حذف الحساب',
  'Preview features': 'ميزات المعاينة',
  'Redirects at registration': 'إعادة التوجيه عند التسجيل',
  'My account for third parties': 'واجهة My Account API للأطراف الثالثة',
  'Skip consent on localhost': 'تخطّي الموافقة على localhost',
  Domain: 'اسم النطاق',
  'Logo URL': 'عنوان الشعار',
  'Favicon URL': 'عنوان أيقونة الموقع',
  'Primary color': 'اللون الرئيسي',
  'Page background color': 'لون خلفية الصفحة',
  'Page background URL': 'عنوان صورة الخلفية',
  'Terms URL': 'عنوان الشروط',
  'Privacy URL': 'عنوان سياسة الخصوصية',
  'The name that requests know the client by.': 'الاسم الذي يُعرَف به العميل في الطلبات.',
  'What the End-User reads on the pages.': 'ما يقرؤه المستخدم في الصفحات.',
  'What it is, for whoever administers it.': 'ما هو، لمن يديره.',
  'What kind of application it is; of a `native` one the port of a loopback redirect may vary.':
    'نوع التطبيق؛ وفي تطبيق `native` يجوز أن يتغيّر منفذ إعادة التوجيه إلى العنوان المحلي (loopback).',
  'Belongs to whoever runs the tenant; with `false` every request needs the End-User’s consent.':
    'يخصّ من يشغّل المستأجر؛ ومع `false` يحتاج كل طلب إلى موافقة المستخدم.',
  'Where answers may be sent, compared byte for byte.':
    'العناوين التي يجوز إرسال الردود إليها، وتُقارَن بايتًا ببايت.',
  'Where a logout may return to.': 'إلى أين يجوز الرجوع بعد تسجيل الخروج.',
  'Origins that may receive tokens by `web_message` or `okta_post_message`; of a `native` client also those of other schemes, as `capacitor://localhost`.':
    'الأصول التي يجوز أن تتلقى الرموز عبر `web_message` أو `okta_post_message`؛ وللعميل `native` كذلك أصول بمخططات أخرى، مثل `capacitor://localhost`.',
  'Origins that may call `/userinfo` from a page, beside those of the callbacks and `web_origins`; of a `native` client also those of other schemes.':
    'الأصول التي يجوز أن تستدعي `/userinfo` من صفحة، إضافةً إلى أصول عناوين الرد و`web_origins`؛ وللعميل `native` كذلك أصول بمخططات أخرى.',
  'How it may get tokens. The implicit grant is off until it is named here.':
    'كيف يجوز له الحصول على الرموز. المنحة الضمنية متوقفة إلى أن تُذكر هنا.',
  'Refuses what needs the implicit grant, though `grant_types` names it: the last step to code + PKCE, and with `false` the way back.':
    'يرفض ما يحتاج إلى المنحة الضمنية وإن ذُكرت في `grant_types`: الخطوة الأخيرة نحو رمز التفويض مع PKCE، ومع `false` طريق العودة.',
  'What it may ask for; left out: all that its grant types allow.':
    'ما يجوز له طلبه؛ وإن لم يُحدَّد فكل ما تسمح به أنواع المنح.',
  'Keeps to the letter of OpenID Connect; `false` is what SDKs of Auth0 expect that are older.':
    'يلتزم بحرف OpenID Connect؛ و`false` هو ما تتوقعه حزم SDK القديمة من Auth0.',
  'When it wants a second factor; left out: when the tenant does.':
    'متى يطلب عاملًا ثانيًا؛ وإن لم يُحدَّد فمتى طلبه المستأجر.',
  'How it proves who it is; `none` is a public client. Left out beside a secret: `client_secret_basic_or_post`.':
    'كيف يثبت هويته؛ و`none` عميل عام. وإن لم يُحدَّد مع وجود سرّ فهو `client_secret_basic_or_post`.',
  'The one algorithm of its assertions; left out: any that goes with the method.':
    'الخوارزمية الوحيدة لتأكيداته (assertions)؛ وإن لم تُحدَّد فأي خوارزمية تناسب الطريقة.',
  'Where its public keys are.': 'أين توجد مفاتيحه العامة.',
  'Its public keys.': 'مفاتيحه العامة.',
  'Seconds an ID token is valid.': 'عدد الثواني التي يبقى فيها رمز الهوية صالحًا.',
  'Signs its ID tokens.': 'الخوارزمية التي تُوقَّع بها رموز هويته.',
  'Lets `/userinfo` answer with a JWT that this algorithm signs (OIDC Core §5.3.2).':
    'يجعل `/userinfo` يردّ برمز JWT موقّع بهذه الخوارزمية (OIDC Core §5.3.2).',
  'Whether each use of a refresh token replaces it; left out: `rotating` for a public client, `non-rotating` for one that authenticates.':
    'هل يُستبدَل رمز التحديث بعد كل استخدام؛ وإن لم يُحدَّد فهو `rotating` للعميل العام و`non-rotating` لمن يثبت هويته.',
  'Whether its refresh tokens end by themselves; `non-expiring` is both lifetimes without an end.':
    'هل تنتهي رموز التحديث من تلقاء نفسها؛ و`non-expiring` يعني أن كلتا المدتين بلا نهاية.',
  'Seconds a refresh token, with all that follow it, is valid.':
    'عدد الثواني التي يبقى فيها رمز التحديث، مع كل ما يخلفه، صالحًا.',
  'A refresh token, with all that follow it, is valid as long as it is used.':
    'يبقى رمز التحديث، مع كل ما يخلفه، صالحًا ما دام يُستخدم.',
  'Seconds a refresh token is valid without being used.':
    'عدد الثواني التي يبقى فيها رمز التحديث صالحًا دون استخدامه.',
  'A refresh token is valid without being used: for five years.':
    'يبقى رمز التحديث صالحًا خمس سنوات دون استخدامه.',
  'Seconds in which a spent refresh token may be sent again, for an answer that was lost on its way.':
    'عدد الثواني التي يجوز فيها إرسال رمز تحديث مستهلَك مرة أخرى، إن ضاع الردّ في الطريق.',
  'Other APIs that a refresh token of it gives access tokens for.':
    'واجهات API أخرى يمكن الحصول على رموز وصول لها برمز تحديثه.',
  'The API.': 'واجهة API.',
  'What the client may ask for there.': 'ما يجوز للعميل طلبه هناك.',
  'A picture of it for the consent page.': 'صورته في صفحة الموافقة.',
  'Its home page.': 'صفحته الرئيسية.',
  'What it does with the data of people.': 'ما يفعله ببيانات الأشخاص.',
  'Its terms of service.': 'شروط خدمته.',
  'Loaded in a frame when a session ends.': 'يُحمَّل في إطار عند انتهاء جلسة.',
  'Told by the server when a session ends.': 'يُبلغه الخادم بانتهاء الجلسة.',
  'Where a login at it begins when somebody else asks for it (OIDC Core §4).':
    'أين يبدأ تسجيل الدخول إليه حين يطلبه طرف آخر (OIDC Core §4).',
  'Texts that whoever administers it keeps beside it; no token and no page has them.':
    'نصوص يحفظها معه من يديره، ولا تظهر في أي رمز ولا في أي صفحة.',
  'Its program, whichever client runs it.': 'برنامجه، أيًّا كان العميل الذي يشغّله.',
  'Which version of its program it is.': 'إصدار برنامجه.',
  'Who answers for it.': 'من المسؤول عنه.',
  'The one algorithm of its request objects; left out: any that is offered.':
    'الخوارزمية الوحيدة لكائنات طلباته؛ وإن لم تُحدَّد فأي خوارزمية متاحة.',
  'The only addresses from which a request object is fetched (OIDC Core §6.2).':
    'العناوين الوحيدة التي يُجلب منها كائن طلب (OIDC Core §6.2).',
  'Seconds since the End-User last proved who they are, where a request does not say.':
    'عدد الثواني التي يجوز أن تمضي منذ أثبت المستخدم هويته آخر مرة، إن لم يحدّده الطلب.',
  'Levels of authentication, where a request does not say.': 'مستويات المصادقة، إن لم يحدّدها الطلب.',
  'Whether it knows an End-User by the one `sub`, or by a name of its sector (OIDC Core §8); left out: `public`.':
    'هل يعرف المستخدم بقيمة `sub` واحدة للجميع، أم باسم خاص بقطاعه (OIDC Core §8)؛ وإن لم يُحدَّد فهو `public`.',
  'A document that lists its callbacks, where they stand on several hosts (OIDC Core §8.1).':
    'مستند يسرد عناوين الرد حين تكون على أكثر من مضيف (OIDC Core §8.1).',
  'The API it stands for, where the API introspects the tokens it is sent.':
    'واجهة API التي يمثّلها، حين تستعلم الواجهة عن الرموز التي تصلها (introspection).',
  'Its callbacks may be at any private-use scheme (`myapp://`), which any program of the End-User’s machine may take for itself (RFC 8252 §8.1); of a `native` one.':
    'يجوز أن تكون عناوين الرد بأي مخطط خاص (`myapp://`)، وقد يستولي عليه أي برنامج على جهاز المستخدم (RFC 8252 §8.1)؛ لتطبيق `native` وحده.',
  'The port of a callback at `http://localhost` may vary, though the name may lead elsewhere than to this machine (RFC 8252 §8.3); of a `native` one.':
    'يجوز أن يتغيّر منفذ عنوان الرد على `http://localhost`، مع أن الاسم قد يقود إلى غير هذا الجهاز (RFC 8252 §8.3)؛ لتطبيق `native` وحده.',
  'Its access tokens may stand in the query of `/userinfo`, which is logged on the way, and kept by who sees it (RFC 6750 §2.3).':
    'يجوز أن ترد رموز وصوله في استعلام `/userinfo`، الذي يُسجَّل في الطريق ويبقى عند من يراه (RFC 6750 §2.3).',
  'What the End-User reads on the consent page.': 'ما يقرؤه المستخدم في صفحة الموافقة.',
  'The audience of its tokens: an opaque string, compared byte for byte.':
    'جمهور رموزها: نص لا يُفسَّر محتواه، ويُقارَن بايتًا ببايت.',
  'What may be asked for.': 'ما يجوز طلبه.',
  'What a request asks for.': 'القيمة التي يذكرها الطلب.',
  'Who signs in is given those scopes of it that their roles and permissions hold, and no other; false: all that are asked for.':
    'يُعطى من يسجّل الدخول النطاقات التي تتضمنها أدواره وأذوناته دون غيرها؛ وعند الإيقاف كل ما يُطلب.',
  'A first-party client whose callback can be verified does not ask for consent.':
    'عميل الطرف الأول الذي يمكن التحقق من عنوان ردّه لا يطلب الموافقة.',
  'A client that asks for `offline_access` beside it gets a refresh token.':
    'العميل الذي يطلب معها `offline_access` يحصل على رمز تحديث.',
  'Seconds a token from the token endpoint is valid.': 'عدد الثواني التي يبقى فيها رمزٌ من نقطة الرموز صالحًا.',
  'Seconds a token from the authorization endpoint is valid: it travels through a browser.':
    'عدد الثواني التي يبقى فيها رمزٌ من نقطة التفويض صالحًا، وهو يمرّ عبر متصفح.',
  'Signs its tokens.': 'الخوارزمية التي تُوقَّع بها رموزها.',
  'The form of its tokens: Auth0’s own (`typ` is `JWT`), or RFC 9068 (`at+jwt`) with Auth0’s `azp` beside `client_id`; with `_authz` they hold `permissions` as well; left out: by the `policy` of the tenant.':
    'صيغة رموزها: صيغة Auth0 الخاصة (حيث `typ` هو `JWT`)، أو صيغة RFC 9068 (`at+jwt`) مع `azp` من Auth0 إلى جانب `client_id`؛ ومع `_authz` تتضمن `permissions` أيضًا؛ وإن لم تُحدَّد فبحسب `policy` للمستأجر.',
  'What tokens call them; left out, one is made.': 'المعرّف الذي تذكره به الرموز؛ وإن لم يُحدَّد يُنشأ واحد.',
  'Their address, which one user has at a time.': 'عنوانه، ولا يحمله إلا مستخدم واحد في الوقت نفسه.',
  'Whether it was shown to be theirs.': 'هل ثبت أنه له.',
  'What they sign in by instead of an address, where the tenant has `username_login`; one user has it at a time.':
    'ما يسجّل به الدخول بدلًا من العنوان، إن كان `username_login` مفعّلًا لدى المستأجر؛ ولا يحمله إلا مستخدم واحد في الوقت نفسه.',
  'Full name.': 'الاسم الكامل.',
  'They cannot sign in, and what they had ends.': 'لا يستطيع تسجيل الدخول، وينتهي ما كان لديه.',
  'Given name.': 'الاسم الأول.',
  'Family name.': 'اسم العائلة.',
  'Casual name.': 'الاسم الذي يُنادى به عادةً.',
  'A picture of them.': 'صورة له.',
  'Telephone number.': 'رقم الهاتف.',
  'What applications keep for them, as they like it. In no token by itself.':
    'ما تحفظه التطبيقات من أجله، كما يفضّل. لا يرد في أي رمز من تلقاء نفسه.',
  'What applications keep about them, which they never change themselves. In no token by itself.':
    'ما تحفظه التطبيقات عنه ولا يغيّره بنفسه أبدًا. لا يرد في أي رمز من تلقاء نفسه.',
  'Middle name.': 'الاسم الأوسط.',
  'What somebody wants to be called.': 'الاسم الذي يفضّل أن يُنادى به.',
  'A page about them.': 'صفحة عنه.',
  'A page of theirs.': 'صفحة له.',
  'Gender.': 'الجنس.',
  'Day of birth, `YYYY-MM-DD`.': 'يوم الميلاد، `YYYY-MM-DD`.',
  'Time zone, `Europe/Paris`.': 'المنطقة الزمنية، مثل `Europe/Paris`.',
  'Language, `en-US`.': 'اللغة، مثل `en-US`.',
  'When these were changed last, in seconds since the epoch.':
    'متى تغيّرت هذه البيانات آخر مرة، بالثواني منذ بداية توقيت Unix.',
  'Postal address.': 'العنوان البريدي.',
  'The whole, as on a letter.': 'كاملًا، كما يُكتب على الرسائل.',
  'Street and number.': 'الشارع ورقم المبنى.',
  'City.': 'المدينة.',
  'State or province.': 'الولاية أو المحافظة.',
  'Postal code.': 'الرمز البريدي.',
  'Country.': 'البلد.',
  'What people call it; no two of a tenant have one name.':
    'ما يسمّيه به الناس؛ ولا يتكرر الاسم في المستأجر نفسه.',
  'What it is for.': 'الغرض منه.',
  'What it is called by whoever refers to it; left out, one is made: `rol_...`.':
    'ما يُشار إليه به؛ وإن لم يُحدَّد يُنشأ واحد: `rol_...`.',
  'The ways in. What is not here is refused, whatever page the request came from.':
    'طرق الدخول. ما ليس هنا يُرفض، أيًّا كانت الصفحة التي جاء منها الطلب.',
  'Whoever has a user name can type it in place of the address, with the password.':
    'من له اسم مستخدم يستطيع كتابته بدلًا من العنوان، مع كلمة المرور.',
  'The login page asks for the identifier alone and for the password on the next page.':
    'تطلب صفحة الدخول المعرّف وحده، ثم كلمة المرور في الصفحة التالية.',
  'Somebody without an account can make one.': 'من ليس له حساب يستطيع إنشاء واحد.',
  'Characters (Unicode code points) a new password must have.':
    'أقل عدد من المحارف (نقاط ترميز Unicode) في كلمة مرور جديدة.',
  'How many passwords back a new one must differ from.':
    'عدد كلمات المرور السابقة التي يجب أن تختلف عنها الجديدة.',
  'Words that a new password must not be made of, beside the list that is shipped.':
    'كلمات لا يجوز أن تتكوّن منها كلمة مرور جديدة، إضافةً إلى القائمة المرفقة.',
  'Other sources of End-Users that the login page offers.': 'مصادر أخرى للمستخدمين تعرضها صفحة الدخول.',
  'What a request calls it.': 'الاسم الذي تذكره به الطلبات.',
  'What its button says.': 'ما يُكتب على زرّه.',
  'How somebody signs in there; left out: they cannot yet.':
    'كيف يُسجَّل الدخول هناك؛ وإن لم تُحدَّد فلا يمكن ذلك بعد.',
  'Domains of addresses that belong there: whoever types one is sent there.':
    'أسماء نطاقات العناوين التابعة له: من يكتب أحد هذه العناوين يُرسل إليه.',
  'As Auth0 does: a sign-up signs in before its address is verified, and so tells whether an address has an account.':
    'كما يفعل Auth0: يُسجَّل الدخول عند إنشاء الحساب قبل التحقق من العنوان، فينكشف بذلك إن كان للعنوان حساب.',
  'When a second factor is asked for.': 'متى يُطلب عامل ثانٍ.',
  'The kinds that can be enrolled and used.': 'الأنواع التي يمكن تسجيلها واستخدامها.',
  'Days for which an End-User can let a device stand for the second factor; 0: never.':
    'عدد الأيام التي يستطيع المستخدم أن يجعل فيها جهازًا بديلًا عن العامل الثاني؛ 0: أبدًا.',
  'Start of the address of a k-anonymity range service for breached passwords, to which five hexadecimal digits are added.':
    'بداية عنوان خدمة للاستعلام عن كلمات المرور المسرّبة بأسلوب k-anonymity، تُضاف إليها خمس خانات ست عشرية.',
  'What the pages call the tenant; left out: they say the name of the application only.':
    'ما تسمّي به الصفحات المستأجر؛ وإن لم يُحدَّد فلا تذكر إلا اسم التطبيق.',
  'The logo above the forms, where `branding` has none.': 'الشعار فوق النماذج، إن لم يكن في `branding` شعار.',
  'Where people may ask for help. Kept for whoever administers it: no page shows it.':
    'أين يمكن للناس طلب المساعدة. يُحفظ لمن يدير المستأجر، ولا تعرضه أي صفحة.',
  'Languages of the pages; whoever asks for none of them reads the first.':
    'لغات الصفحات؛ ومن لا يطلب أيًّا منها يقرأ بالأولى.',
  'Where Auth0’s habits and OpenID Connect differ, whose way is gone.':
    'أيّهما يُتّبع حيث تختلف عادات Auth0 عن OpenID Connect.',
  'The audience of a request that names none; left out: the token is opaque and good for /userinfo only.':
    'جمهور الطلب الذي لا يسمّي جمهورًا؛ وإن لم يُحدَّد فالرمز مبهم (opaque) ولا يصلح إلا مع ‎/userinfo.',
  'Refuses `response_type=token` alone, a token that nothing ties to the request (RFC 9700 §4.6), for every client.':
    'يرفض `response_type=token` وحده لكل العملاء، فهو رمز لا يربطه شيء بالطلب (RFC 9700 §4.6).',
  'Where /v2/logout may return to when the request names no client.':
    'إلى أين يجوز أن يعيد ‎/v2/logout المستخدمَ حين لا يسمّي الطلب عميلًا.',
  'Hours a session lives at the most.': 'أقصى عدد من الساعات تدومه الجلسة.',
  'Hours a session lives without being used. It never ends later, and at most 5 % of them earlier.':
    'عدد الساعات التي تدومها الجلسة دون استخدام. لا تنتهي بعدها أبدًا، وقد تنتهي قبلها بنسبة 5 % منها على الأكثر.',
  'Who may register a client by itself (RFC 7591 §3): nobody, who was given a token for it, or anybody.':
    'من يجوز له تسجيل عميل بنفسه (RFC 7591 §3): لا أحد، أو من أُعطي رمزًا لذلك، أو أيّ كان.',
  'A client that nobody registered may bring as its `client_id` the https address of a document with its metadata, which the server fetches.':
    'يجوز لعميل لم يسجّله أحد أن يقدّم، بوصفه `client_id`، عنوان https لمستند فيه بياناته الوصفية، فيجلبه الخادم.',
  'MCP clients connect by themselves: turns on all that they need, which is `dynamic_registration: open`, `client_id_metadata_documents` and `unsafe_redirects_at_registration`.':
    'يتصل عملاء MCP بأنفسهم: يُفعَّل كل ما يحتاجون إليه، وهو `dynamic_registration: open` و`client_id_metadata_documents` و`unsafe_redirects_at_registration`.',
  'End-Users can have their account deleted on the account page (GDPR Art. 17).':
    'يستطيع المستخدمون طلب حذف حساباتهم من صفحة الحساب (المادة 17 من GDPR).',
  'Days in which somebody who asked for it can still keep their account; 0: it is deleted at once.':
    'عدد الأيام التي يستطيع فيها من طلب الحذف أن يحتفظ بحسابه؛ 0: يُحذف فورًا.',
  'Features it takes part in while they are rolled out as `preview` in its region.':
    'ميزات يشارك فيها ما دامت بحالة `preview` في منطقته.',
  'A native client that registers itself may be answered at any scheme (`cursor://`) and at any port of localhost, where any program of the machine may wait. One that does not name its `application_type` is native where a callback of it is not https.':
    'يجوز الردّ على عميل أصلي سجّل نفسه بأي مخطط (`cursor://`) وعلى أي منفذ من localhost، حيث قد ينتظر أي برنامج على الجهاز. ومن لا يذكر `application_type` يُعدّ أصليًا إن لم يكن أحد عناوين ردّه https.',
  'A client that is no first party may be given a grant at the My Account API, with which it changes how people sign in.':
    'يجوز أن يُعطى عميل ليس من الطرف الأول منحةً لدى واجهة My Account API، يغيّر بها طريقة دخول الأشخاص.',
  'A first-party client on localhost is given consent unasked, though anybody on the machine can listen there. For test machines.':
    'يُعطى عميل الطرف الأول على localhost الموافقة دون سؤال، مع أن أي أحد على الجهاز يستطيع التنصّت هناك. لأجهزة الاختبار.',
  'First label of its host.': 'الجزء الأول من اسم مضيفه.',
  'Second label of its host.': 'الجزء الثاني من اسم مضيفه.',
  'A host of its own (no scheme, no port), beside `<name>.<region>.<base>`. The first tenant that is made where the base is `localhost` gets `localhost`, unless this is null.':
    'مضيف خاص به (بلا بروتوكول ولا منفذ)، إلى جانب `<name>.<region>.<base>`. أول مستأجر يُنشأ حين تكون القاعدة `localhost` يحصل على `localhost`، ما لم تكن القيمة null.',
  'The logo above the forms.': 'الشعار فوق النماذج.',
  'The icon of the browser’s tab.': 'أيقونة الصفحة في تبويب المتصفح.',
  'Buttons and links; the pages make a readable shade of it where it is not.':
    'الأزرار والروابط؛ وإن لم يكن مقروءًا اشتقّت الصفحات منه درجة مقروءة.',
  'Around the form.': 'حول النموذج.',
  'A picture around the form.': 'صورة حول النموذج.',
  'The terms, linked below the forms.': 'الشروط، ورابطها أسفل النماذج.',
  'The privacy notice, linked below the forms.': 'سياسة الخصوصية، ورابطها أسفل النماذج.',
  '465, where it begins with TLS; 587, 2525 or 25, where it changes to TLS before anything is said.':
    '465 حين يبدأ الاتصال بـ TLS؛ و587 أو 2525 أو 25 حين يتحوّل إلى TLS قبل أن يُقال شيء.',
};
