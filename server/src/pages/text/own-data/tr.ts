import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_TR: OwnDataText = {
  download: {
    title: 'Verilerinizi indirin',
    lead: 'Burada hakkınızda tutulan her şeyi içeren bir dosya: profil, oturum açmalar, cihazlar, uygulamalar ve hesabınızda olanlar. İçinde şifre veya hesaba girmeye yarayan bir şey yoktur.',
    submit: 'İndir',
  },
  parts: {
    profile: 'Burada kim olduğunuz',
    passwords: 'Yeniden kullanılamayacak şifrelerin ne zaman seçildiği',
    factors: 'Siz olduğunuzu doğrulama yolları',
    recovery_codes: 'Kalan kurtarma kodları',
    remembered_devices: 'İkinci adımın sorulmadığı cihazlar',
    sessions: 'Oturumunuzun açık olduğu cihazlar',
    session_applications: 'Bu oturumlarda kullandığınız uygulamalar',
    sign_ins: 'Nerede ve ne zaman oturum açtığınız',
    failed_sign_ins: 'Hesabınızda başarısız olan oturum açma denemeleri',
    roles: 'Sahip olduğunuz roller',
    permissions: 'Size tek tek verilen yetkiler',
    consents: 'Uygulamalara verdiğiniz izinler',
    grants: 'Uygulamaların elinde tuttuğu erişim',
    access_tokens: 'Uygulamaların kısa süreli erişimi',
    links_by_mail: 'Size gönderdiğimiz ve hâlâ geçerli olan bağlantılar',
    codes_by_mail: 'Size gönderdiğimiz ve hâlâ geçerli olan kodlar',
    events: 'Hesabınızda olanlar',
  },
  remove: {
    title: 'Hesabınızı silin',
    lead: 'Hesabınız ve onunla birlikte tutulan her şey kalıcı olarak silinir.',
    open: 'Hesabınızı silin',
    lost_title: 'Onunla birlikte gidenler',
    lost: [
      'Profiliniz ve oturum açma yollarınız',
      'Tüm cihazlardaki oturumunuz',
      'Tüm uygulamaların hesabınıza erişimi',
      'Cihazlarınızın ve oturum açmalarınızın listesi',
    ],
    elsewhere: 'Uygulamaların kendilerinin sakladığı bilgiler onlarda kalır. Silmelerini onlardan isteyin.',
    waits: (date) =>
      html`Hesabınız şu tarihte silinecek: ${date}. O zamana kadar eskisi gibi çalışır ve hesabınızı hâlâ koruyabilirsiniz.`,
    at_once: 'Hesabınız hemen silinir. Kimse geri getiremez.',
    confirm: (address) => html`Onaylamak için ${address} yazın`,
    submit: 'Hesabı sil',
    back: 'Hesabı koru',
    failures: {
      mismatch: 'Bu, hesabınızın adresi değil. Yukarıda göründüğü gibi yazın.',
      throttled: 'Çok sayıda e-posta gönderdik. Bir saat bekleyip yeniden deneyin.',
    },
  },
  waiting: { lead: (date) => html`Hesabınız şu tarihte silinecek: ${date}.`, keep: 'Hesabımı koru' },
  done: {
    title: 'Hesabınız silindi',
    lead: 'Burada ondan hiçbir şey kalmadı. Şimdi bu pencereyi kapatabilirsiniz.',
  },
  failed: {
    reasons: {
      wrong_password: 'Yanlış şifre',
      wrong_code: 'Yanlış kod',
      wrong_second_factor: 'Yanlış ikinci adım',
      wrong_passkey: 'Geçiş anahtarı kabul edilmedi',
      blocked: 'Hesap engelliydi',
    },
    since: (count) => `Önceki oturum açmanızdan bu yana başarısız deneme: ${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `${site} hesabınız silinecek`,
      lead: (site) => `${site} hesabınızın silinmesini istediniz. Aşağıdaki güne kadar eskisi gibi çalışır.`,
      action: 'Hesabımı koru',
      otherwise: () =>
        'Bu siz değilseniz veya fikrinizi değiştirdiyseniz oturum açın ve hesabınızı korumayı seçin. Başkasıysa ardından şifrenizi değiştirin.',
    },
    account_deleted: {
      subject: (site) => `${site} hesabınız silindi`,
      lead: (site) => `${site} hesabınız, istediğiniz gibi, onunla birlikte tutulan her şeyle silindi.`,
      otherwise: () => 'Geri dönmek isterseniz yeni bir hesap oluşturabilirsiniz. Boş olarak başlar.',
    },
  },
  deletes_on: 'Silinme tarihi',
};
