import type { ErrorsText } from './errors-text.ts';

export const ERRORS_TR: ErrorsText = {
  kinds: {
    application: {
      title: 'Bu uygulama doğru ayarlanmamış',
      lead: 'Siz yanlış bir şey yapmadınız: uygulama, ona veremeyeceğimiz bir şey istedi. Uygulamaya geri dönün. Sorun yine olursa aşağıdaki referansı uygulamanın yöneticisine iletin.',
    },
    too_long: {
      title: 'Bu istek çok uzun',
      lead: 'Uygulama, alabileceğimizden fazlasını gönderdi. Uygulamaya dönüp yeniden başlayın. Sorun yine olursa aşağıdaki referansı uygulamanın yöneticisine iletin.',
    },
    incomplete: {
      title: 'Bu istek eksik',
      lead: 'Bir bölümü eksik ya da yolda değişmiş. Uygulamaya dönüp yeniden başlayın.',
    },
    bookmark: {
      title: 'Giriş, uygulamada başlar',
      lead: 'Bu sayfa bir girişin parçasıdır ve tek başına açılamaz. Kullanmak istediğiniz uygulamayı açıp oradan giriş yapın.',
    },
    cookies: {
      title: 'Tarayıcınız çerez göndermedi',
      lead: 'Çerezler olmadan giriş yapılamaz. Bu site için çerezlere izin verin, sonra yeniden başlayın.',
    },
    foreign_form: {
      title: 'Bu form bizim sayfamızdan gönderilmedi',
      lead: 'Sizi korumak için hiçbir işlem yapılmadı. Geri dönün, sayfayı yeniden yükleyin ve işlemi tekrarlayın.',
    },
    outdated: {
      title: 'Bu sayfa güncel değil',
      lead: 'Sayfa açıldıktan sonra bir şey değişti, bu yüzden hiçbir işlem yapılmadı.',
    },
    answered: {
      title: 'Bunu zaten yaptınız',
      lead: 'Bir düğmeye iki kez basılmış ya da eski bir sayfaya dönülmüş olabilir. Uygulama açılmadıysa yeniden başlayın.',
    },
    not_found: {
      title: 'Böyle bir sayfa yok',
      lead: 'Adreste bir hata olabilir ya da izlediğiniz bağlantı eskimiş olabilir.',
    },
    method: {
      title: 'Bu sayfa bu şekilde açılamaz',
      lead: 'Yalnızca bir formun gönderdiklerini alır. Geri dönüp formu kullanın.',
    },
    server: {
      title: 'Bizim tarafımızda bir sorun oluştu',
      lead: 'Siz yanlış bir şey yapmadınız. Bir dakika sonra tekrar deneyin. Sorun yine olursa aşağıdaki referansı bu hizmetin yöneticisine iletin.',
    },
    unavailable: {
      title: 'Bu hizmet kesintiye uğradı',
      lead: 'Siz yanlış bir şey yapmadınız. Kısa süre içinde geri gelmesi beklenir: birazdan tekrar deneyin.',
    },
    suspended: {
      title: 'Bu hizmet askıya alındı',
      lead: 'Siz yanlış bir şey yapmadınız ve size ait hiçbir şey kaybolmadı. Nedenini ve ne kadar süreceğini bu hizmetin yöneticisi söyleyebilir; aşağıdaki referansı ona iletin.',
    },
    off: {
      title: 'Bu burada kullanılamıyor',
      lead: 'Bu hizmetin yöneticisi bunu sunmuyor. Geri dönüp başka bir yol seçin.',
    },
    blocked: {
      title: 'Hesabınız engellendi',
      lead: 'Şu anda hesabınızı kullanamazsınız. Nedenini bu hizmetin yöneticisi söyleyebilir; aşağıdaki referansı ona iletin.',
    },
    logout: {
      title: 'Çıkış yapılmadı',
      lead: 'Uygulama bunu kabul edemeyeceğimiz bir biçimde istedi, bu yüzden hiçbir şey değişmedi. Buradan çıkış yapabilirsiniz.',
    },
    no_factor: {
      title: 'İkinci bir adım gerekiyor ve hiçbiri ayarlanamıyor',
      lead: 'Burada giriş için ikinci bir adım gerekir, ancak şu anda ayarlayabileceğiniz bir adım yok. Bu hizmetin yöneticisine sorun.',
    },
  },
  reference: 'Referans',
  in_dashboard: 'Yönetim panelinde görüntüle',
  start_again: 'Yeniden başla',
  try_again: 'Tekrar dene',
  to_account: 'Hesabınıza gidin',
  sign_out: 'Çıkış yap',
  anew: {
    late: 'On dakikadan uzun sürdü. Lütfen yeniden giriş yapın.',
    elsewhere: 'Bu giriş başka bir tarayıcıda başlatılmış. Lütfen burada yeniden giriş yapın.',
  },
  again: 'On dakikadan uzun sürdü, bu yüzden bir kez daha soruyoruz.',
};
