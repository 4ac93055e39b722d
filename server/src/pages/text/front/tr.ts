import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_TR: FrontText = {
  title: 'Oturum açma ve hesaplar',
  lead: 'Uygulamalar sizi oturum açmanız için buraya gönderir. Hesabınız da burada: dilediğiniz zaman yönetebilirsiniz.',
  account: 'Hesabıma git',
  developers: 'Geliştiriciler için',
  issuer: 'Yayımlayan',
  metadata: 'Meta veriler',
  stranger: {
    title: 'Bu adres hiçbir yere çıkmıyor',
    lead: (host) => html`${host} adresinde oturum açma sayfası yok.`,
    hint: 'Adreste yazım hatası olup olmadığına bakın ya da sizi buraya gönderen uygulamaya dönüp yeniden başlayın.',
  },
  machine: {
    title: 'Bu bilgisayarda',
    hint: 'Sayfayı sunucunun çalıştığı bilgisayarda açtığınız için bunu görüyorsunuz.',
    mailbox: 'Posta kutusu',
    mailbox_hint: 'Burada yazılan ve gönderilmeyen postalar',
    noClient: (command) =>
      html`Henüz kayıtlı bir uygulama yok. Kendi uygulamanızı eklemek için ${command} komutunu çalıştırın.`,
    noTenant: (command) => html`Henüz bir kiracı yok. Oluşturmak için ${command} komutunu çalıştırın.`,
  },
  dashboard: {
    title: 'Pano derlenmemiş',
    lead: (command) =>
      html`Bu sunucuda panonun sayfaları yok. Kurulu olduğu yerde ${command} komutunu çalıştırın, sonra bu adresi yeniden açın.`,
  },
};
