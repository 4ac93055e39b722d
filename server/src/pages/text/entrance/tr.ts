/**
 * The ways in, in Turkish.
 */
import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_TR: EntranceText = {
  next: 'Devam et',
  other_address: 'Başka bir adres kullan',
  or: 'veya',
  send: { email_code: 'Bana kod gönder', email_link: 'Bana oturum açma bağlantısı gönder' },
  connection: (name) => html`${name} ile devam et`,
  code: {
    title: 'Kodunuzu yazın',
    lead: (address) =>
      html`${address} ile burada oturum açabiliyorsanız size bir kod gönderildi. Kod on dakika geçerlidir.`,
    label: 'Kod',
    submit: 'Oturum aç',
    again: 'Yeni kod gönder',
    notices: {
      wrong_code: 'Bu kod işe yaramadı. En yeni kodu bulup tekrar deneyin.',
      throttled: 'Çok fazla deneme yapıldı. Birkaç dakika bekleyip yeniden başlayın.',
      mail_throttled: 'Zaten birkaç e-posta gönderdik. Yenisi için biraz bekleyin.',
      sent: 'Yeni bir kod gönderildi. Öncekiler artık geçerli değil.',
    },
  },
  link: {
    lead: (address) =>
      html`${address} ile burada oturum açabiliyorsanız size bir bağlantı gönderildi. Bağlantıyı on dakika içinde bu tarayıcıda açın.`,
    again: 'Yeni bağlantı gönder',
  },
  opened: {
    lead: (address) => html`${address} olarak oturum açmak için düğmeye basın.`,
    submit: 'Oturum aç',
  },
  elsewhere: {
    title: 'Bağlantıyı başladığınız yerde açın',
    lead: 'Bu bağlantı başka bir tarayıcıda veya başka bir cihazda istendi. E-postayı orada açtığınızda oturumunuz açılır. Burada kimsenin oturumu açılmadı.',
    hint: 'Burada oturum açmak istiyorsanız bu tarayıcıda uygulamaya gidip yeniden başlayın.',
  },
};
