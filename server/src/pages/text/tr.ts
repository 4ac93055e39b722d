import { html } from '../html.ts';
import { ACCOUNT_TR } from './account/tr.ts';
import { ENTRANCE_TR } from './entrance/tr.ts';
import { ERRORS_TR } from './errors/tr.ts';
import { FRONT_TR } from './front/tr.ts';
import { MY_ACCOUNT_TR } from './my-account/tr.ts';
import { OWN_DATA_TR } from './own-data/tr.ts';
import { RECOVERY_CODES_TR } from './recovery-codes/tr.ts';
import type { Text } from './text.ts';

/** Turkish. A name is never given an ending here: which one it takes depends on how it is spoken. */
export const tr: Text = {
  language: 'tr',
  direction: 'ltr',
  unnamed_application: 'Adsız uygulama',
  login: {
    title: 'Oturum aç',
    to: (client) => html`${client} uygulamasına devam etmek için`,
    email: 'E-posta adresi',
    email_or_username: 'E-posta adresi veya kullanıcı adı',
    password: 'Şifre',
    show_password: 'Şifreyi göster',
    submit: 'Oturum aç',
    cancel: 'İptal',
    continueAs: (address) => html`${address} olarak devam et`,
    other_account: 'veya başka bir hesap kullanın',
    new_here: 'Hesabınız yok mu?',
    create_account: 'Hesap oluşturun',
    no_signup: 'Burada hesap oluşturulamıyor. Hesap için bu uygulamanın yöneticisine başvurun.',
    failures: {
      invalid_credentials: 'E-posta adresi veya şifre yanlış.',
      throttled: 'Çok fazla deneme yapıldı. Birkaç dakika bekleyip tekrar deneyin.',
      busy: 'Şu anda çok yoğunuz. Biraz sonra tekrar deneyin.',
      malformed_email: 'Bu, tam bir e-posta adresine benzemiyor. Lütfen kontrol edin.',
      unavailable: 'Bu oturum açma yöntemi burada henüz kullanılamıyor. Lütfen başka birini seçin.',
      stale: 'Siz giriş yaparken hesabınız değiştirildi. Lütfen yeniden giriş yapın.',
    },
  },
  entrance: ENTRANCE_TR,
  front: FRONT_TR,
  signUp: {
    title: 'Hesabınızı oluşturun',
    submit: 'Hesap oluştur',
    has_account: 'Zaten hesabım var',
    back: 'Oturum açma sayfasına dön',
    failures: {
      malformed_email: 'Bu, tam bir e-posta adresine benzemiyor. Lütfen kontrol edin.',
      taken:
        'Bu e-posta adresiyle zaten bir hesap var. Oturum açabilir veya yeni bir şifre belirleyebilirsiniz.',
      throttled: 'Çok fazla deneme yapıldı. Birkaç dakika bekleyip tekrar deneyin.',
      busy: 'Şu anda çok yoğunuz. Biraz sonra tekrar deneyin.',
    },
  },
  newPassword: {
    hint: (count) => `En az ${count} karakter. Birbiriyle ilgisi olmayan birkaç kelime iyi bir seçimdir.`,
    tooShort: (count) => `En az ${count} karakter kullanın.`,
    failures: {
      too_long: 'Bu şifre çok uzun. En fazla 1.024 karakter kullanın.',
      common:
        'Bu şifreyi veya buna çok benzer bir şifreyi birçok kişi kullanıyor, bu yüzden kolayca tahmin edilebilir. Birbiriyle ilgisi olmayan birkaç kelime deneyin.',
      personal: 'Adınızı, adresinizi veya bu sitenin adını kullanmayın: Başkası önce bunları dener.',
      dictionary:
        'Bu şifre, burada kolayca tahmin edilebilecek kelimelerden oluşuyor. Birbiriyle ilgisi olmayan birkaç kelime deneyin.',
      reused: 'Bu şifreyi daha önce kullandınız. Yeni bir şifre seçin.',
      breached:
        'Bu şifre çalınmış şifreler listesinde bulunuyor, bu yüzden birisi onu deneyebilir. Başka bir şifre seçin ve bu şifreyi kullandığınız diğer yerlerde de değiştirin.',
    },
  },
  mailSent: {
    title: 'E-postanızı kontrol edin',
    toSignUp: (address) =>
      html`${address} adresine bir e-posta gönderdik. Devam etmek için içindeki bağlantıyı açın.`,
    toReset: (address) =>
      html`${address} adresine ait bir hesap varsa e-posta yolda. Yeni bir şifre belirlemek için içindeki bağlantıyı açın.`,
    nothing_came: 'Birkaç dakika geçti, hâlâ gelmedi mi? Spam klasörüne bakın veya tekrar deneyin.',
    again: 'Tekrar dene',
  },
  verifyEmail: {
    title: 'E-posta adresinizi onaylayın',
    lead: (address) => html`${address} adresinin size ait olduğunu onaylamak için düğmeye basın.`,
    password: 'Seçtiğiniz şifre',
    wrong_password: 'Girdiğiniz şifre, bu hesap için seçilen şifre değil.',
    submit: 'Onayla',
    done_title: 'E-posta adresiniz onaylandı',
    done: 'Uygulamaya dönüp oturum açın.',
  },
  resetPassword: {
    forgot: 'Şifrenizi mi unuttunuz?',
    title: 'Yeni şifre belirleyin',
    lead: 'E-posta adresinizi girin, size bir bağlantı gönderelim.',
    submit: 'Bağlantıyı gönder',
    choose_title: 'Yeni bir şifre seçin',
    chooseFor: (address) => html`${address} için`,
    new_password: 'Yeni şifre',
    choose: 'Şifreyi kaydet',
    done_title: 'Şifreniz değiştirildi',
    done: 'Diğer her yerde oturumunuz kapatıldı. Devam etmek için yeni şifrenizle oturum açın.',
    continue: 'Oturum açma sayfasına git',
  },
  linkEnded: {
    title: 'Bu bağlantı artık çalışmıyor',
    lead: 'Bir bağlantı yalnızca bir kez ve sınırlı bir süre çalışır; yenisi öncekinin yerini alır. Bu bağlantıyı az önce kullandıysanız her şey tamam.',
    go_back: 'Uygulamaya dönüp oradan yeniden başlayabilirsiniz.',
    again: 'Yeni bağlantı al',
  },
  consent: {
    title: 'Erişime izin verilsin mi?',
    lead: (client) => html`${client} hesabınızı kullanmak istiyor.`,
    unverified:
      'Bu uygulama üçüncü bir tarafa ait. Yalnızca uygulamayı tanıyor ve ona güveniyorsanız devam edin.',
    typed: (command) => html`Yalnızca az önce bu bilgisayarda ${command} yazdıysanız devam edin.`,
    about_you: 'Hakkınızda',
    permissions: 'Uygulamanın yapabilecekleri',
    permissionsOf: (api) => html`${api} ile`,
    many: (count) => `Konularına göre ${count} izin`,
    no_permissions: 'Yalnızca burada oturum açtığınızı öğrenme',
    scopes: new Map([
      ['openid', 'Kim olduğunuzu öğrenme'],
      ['profile', 'Adınızı ve resminizi görme'],
      ['email', 'E-posta adresinizi görme'],
      ['address', 'Posta adresinizi görme'],
      ['phone', 'Telefon numaranızı görme'],
      ['offline_access', 'Siz yokken erişimi sürdürme'],
    ]),
    account: 'Hesabınız',
    lifetime: 'Erişim süresi',
    renewable: (span) => html`${span} boyunca yenilenebilir`,
    renewable_always: 'siz kaldırana kadar yenilenebilir',
    origin: 'Uygulamanın kaynağı',
    destination: 'Döneceğiniz yer',
    technical_names: 'Teknik adlar',
    accept: 'İzin ver',
    deny: 'İzin verme',
  },
  myAccount: MY_ACCOUNT_TR,
  secondFactor: {
    title: 'Siz olduğunuzu doğrulayın',
    leads: {
      otp: 'Kimlik doğrulama uygulamanızın gösterdiği altı haneli kodu girin.',
      webauthn: 'Güvenlik anahtarınızı, parmak izinizi veya yüzünüzü kullanın.',
      email: 'Size e-postayla bir kod gönderebiliriz.',
      recovery: 'Sakladığınız kurtarma kodlarından birini girin. Her kod bir kez kullanılabilir.',
    },
    ways: {
      otp: 'Kimlik doğrulama uygulaması',
      webauthn: 'Güvenlik anahtarı veya geçiş anahtarı',
      email: 'E-posta',
      recovery: 'Kurtarma kodu',
    },
    hints: {
      otp: 'Altı haneli bir kod',
      webauthn: 'Anahtara dokunun veya parmak izinizi kullanın',
      email: 'Size bir kod göndeririz',
      recovery: 'Sakladığınız kodlardan biri',
    },
    other_ways: 'Veya başka bir yöntem kullanın',
    code: 'Kod',
    recovery_code: 'Kurtarma kodu',
    remember: (days) => `Bu cihazda ${days} gün boyunca sorma`,
    submit: 'Devam et',
    cancel: 'İptal',
    mailTo: (address) => html`Kod ${address} adresine gönderilecek.`,
    send: 'Bana kod gönder',
    send_again: 'Başka bir kod gönder',
    failures: {
      wrong_code: 'Bu kod işe yaramadı. Kontrol edip tekrar deneyin.',
      clock_off:
        'Bu kod başka bir dakikaya ait. Telefonunuzun saati yanlış olabilir: saati otomatik ayarlamasına izin verin, sonra gösterdiği kodu yazın.',
      throttled:
        'Çok fazla deneme yapıldı. Birkaç dakika bekleyip tekrar deneyin veya bir kurtarma kodu kullanın.',
      mail_throttled: 'Size zaten birkaç kod gönderdik. Yenisini istemeden önce birkaç dakika bekleyin.',
      sent: 'Kod yolda. On dakika geçerli.',
    },
    enrol: {
      title: 'İkinci bir adım ekleyin',
      lead: (client) => html`${client} oturum açarken ikinci bir adım istiyor. Yalnızca bir dakika sürer.`,
      install: 'Kimlik doğrulama uygulamanızı açın veya bir tane yükleyin.',
      scan: 'Uygulamayla bu resmi tarayın veya anahtarı girin.',
      qr: 'Anahtarı içeren QR kodu',
      key: 'Anahtar',
      confirm: 'Uygulamanın gösterdiği altı haneli kodu girin.',
      submit: 'Etkinleştir',
    },
    recovery: RECOVERY_CODES_TR,
  },
  client: { policy: 'Gizlilik politikası', tos: 'Hizmet şartları' },
  errors: ERRORS_TR,
  logout: {
    title: 'Oturum kapatılsın mı?',
    lead: 'Oturumunuzu kapatmak üzeresiniz.',
    leadFrom: (client) => html`${client} oturumunuzu kapatmak istiyor.`,
    submit: 'Oturumu kapat',
    stay: 'Oturumu açık tut',
    telling: 'Uygulamalarınıza haber veriliyor.',
  },
  account: ACCOUNT_TR,
  ownData: OWN_DATA_TR,
  loggedOut: { title: 'Oturumunuz kapatıldı', lead: 'Artık bu pencereyi kapatabilirsiniz.' },
  webauthn: {
    sign_in: 'Geçiş anahtarıyla oturum aç',
    use: 'Geçiş anahtarı veya güvenlik anahtarı kullan',
    add: 'Geçiş anahtarı veya güvenlik anahtarı ekle',
    add_lead: 'Parmak iziniz, yüzünüz, telefonunuzun ekran kilidi veya taktığınız bir anahtar olabilir.',
    failed: 'İşlem tamamlanamadı. Tekrar deneyin veya başka bir yöntem seçin.',
    unavailable:
      'Bu tarayıcıda burada geçiş anahtarı veya güvenlik anahtarı kullanılamıyor. Başka bir yöntem seçin.',
    unavailable_alone: 'Bu tarayıcıda burada geçiş anahtarı veya güvenlik anahtarı kullanılamıyor.',
  },
  formPost: { title: 'Bir saniye', lead: 'Uygulamaya dönülüyor.', submit: 'Devam et' },
  mail: {
    kinds: {
      verify_email: {
        subject: (site) => `${site} için e-posta adresinizi onaylayın`,
        lead: () => 'Bu adresin size ait olduğunu onaylamak için bağlantıyı açın.',
        action: 'E-posta adresini onayla',
        otherwise: () => 'Bunu siz istemediyseniz bir şey yapmanız gerekmez: Siz olmadan adres onaylanmaz.',
      },
      reset_password: {
        subject: (site) => `${site} için yeni bir şifre seçin`,
        lead: (site) =>
          `Birisi ${site} hesabınız için yeni bir şifre istedi. Şifre seçmek için bağlantıyı açın.`,
        action: 'Yeni şifre seç',
        otherwise: () => 'Bu siz değilseniz bir şey yapmanız gerekmez: Şifreniz aynı kalır.',
      },
      change_email: {
        subject: (site) => `${site} için yeni e-posta adresinizi onaylayın`,
        lead: (site) => `Bundan sonra ${site} hesabınızda bu adresi kullanmak için bağlantıyı açın.`,
        action: 'Bu adresi kullan',
        otherwise: () => 'Bunu siz istemediyseniz bir şey yapmanız gerekmez: Hiçbir şey değişmez.',
      },
      login_link: {
        subject: (site) => `${site} hesabınızda oturum açın`,
        lead: () => 'Oturum açmak için bağlantıyı, işleme başladığınız tarayıcıda açın.',
        action: 'Oturum aç',
        otherwise: () =>
          'Bunu siz istemediyseniz bir şey yapmanız gerekmez: Siz olmadan kimse oturum açamaz.',
      },
      login_code: {
        subject: (site) => `${site} için oturum açma kodunuz`,
        lead: () => 'Bu kodu, işleme başladığınız sayfaya girin.',
        otherwise: () => 'Bunu siz istemediyseniz bir şey yapmanız gerekmez. Kodu asla kimseyle paylaşmayın.',
      },
      second_factor_code: {
        subject: (site) => `${site} için güvenlik kodunuz`,
        lead: () => 'Bu kodu, oturum açtığınız sayfaya girin.',
        otherwise: () =>
          'Şu anda oturum açmıyorsanız birisi şifrenizi biliyor: Şifrenizi değiştirin. Kodu asla kimseyle paylaşmayın.',
      },
      account_exists: {
        subject: (site) => `Zaten bir ${site} hesabınız var`,
        lead: (site) =>
          `Birisi bu adresle bir ${site} hesabı oluşturmaya çalıştı. Zaten bir hesap var: Oturum açabilir veya yeni bir şifre seçebilirsiniz.`,
        action: 'Yeni şifre seç',
        otherwise: () => 'Bu siz değilseniz bir şey yapmanız gerekmez: Hesabınız olduğu gibi kalır.',
      },
      email_changed: {
        subject: (site) => `${site} hesabınızın e-posta adresi değiştirildi`,
        lead: (site) =>
          `${site} hesabınızın adresi değiştirildi. E-postalar bundan sonra yeni adrese gönderilecek.`,
        otherwise: (site) => `Bu siz değilseniz hemen ${site} yöneticisine yazın.`,
      },
      password_changed: {
        subject: (site) => `${site} hesabınızın şifresi değiştirildi`,
        lead: (site) => `${site} hesabınızın şifresi değiştirildi. Diğer cihazlarda oturum kapatıldı.`,
        otherwise: () =>
          'Bu siz değilseniz hemen yeni bir şifre seçin: Oturum açma sayfasında “Şifrenizi mi unuttunuz?” bağlantısını kullanın.',
      },
      second_factor_added: {
        subject: (site) => `${site} hesabınıza bir doğrulama yöntemi eklendi`,
        lead: (site) => `${site} hesabınıza oturum açarken kullanılacak yeni bir ikinci adım eklendi.`,
        otherwise: () => 'Bu siz değilseniz şifrenizi değiştirin ve bu adımı hesap sayfanızdan kaldırın.',
      },
      second_factor_removed: {
        subject: (site) => `${site} hesabınızdan bir doğrulama yöntemi kaldırıldı`,
        lead: (site) => `${site} hesabınızdan, oturum açarken kullanılan bir ikinci adım kaldırıldı.`,
        otherwise: () => 'Bu siz değilseniz şifrenizi değiştirin ve hesap sayfanıza bakın.',
      },
      new_sign_in: {
        subject: (site) => `${site} hesabınızda yeni oturum açıldı`,
        lead: (site) => `Birisi, daha önce görmediğimiz bir cihazdan ${site} hesabınızda oturum açtı.`,
        otherwise: () =>
          'Bu sizseniz bir şey yapmanız gerekmez. Değilseniz şifrenizi değiştirin: Böylece diğer cihazlarda oturum kapatılır.',
      },
      ...OWN_DATA_TR.mails,
    },
    your_code: 'Kodunuz',
    or_open: 'Düğme çalışmıyorsa şu adresi açın:',
    expires: (n) => (n < 60 ? `${n} dakika geçerlidir.` : `${n / 60} saat geçerlidir.`),
    when: 'Zaman',
    device: 'Cihaz',
    address: 'Adres',
    because: (site) =>
      `Bu e-postayı ${site} hesabınız nedeniyle veya birisi orada bu adresi girdiği için aldınız.`,
  },
};
