/**
 * The ways in, in Portuguese.
 */
import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_PT: EntranceText = {
  next: 'Continuar',
  other_address: 'Usar outro endereço',
  or: 'ou',
  send: { email_code: 'Enviar um código para mim', email_link: 'Enviar um link de acesso para mim' },
  connection: (name) => html`Continuar com ${name}`,
  code: {
    title: 'Digite seu código',
    lead: (address) =>
      html`Se você pode entrar aqui com ${address}, um código já foi enviado. Ele vale por dez minutos.`,
    label: 'Código',
    submit: 'Entrar',
    again: 'Enviar outro código',
    notices: {
      wrong_code: 'Este código não funcionou. Procure o mais recente e tente novamente.',
      throttled: 'Foram muitas tentativas. Aguarde alguns minutos e comece de novo.',
      mail_throttled: 'Já enviamos vários e-mails. Aguarde um pouco antes do próximo.',
      sent: 'Um novo código foi enviado. Os anteriores não funcionam mais.',
    },
  },
  link: {
    lead: (address) =>
      html`Se você pode entrar aqui com ${address}, um link já foi enviado. Abra-o neste navegador em até dez minutos.`,
    again: 'Enviar outro link',
  },
  opened: {
    lead: (address) => html`Pressione o botão para entrar como ${address}.`,
    submit: 'Entrar',
  },
  elsewhere: {
    title: 'Abra o link onde você começou',
    lead: 'Este link foi pedido em outro navegador ou em outro dispositivo. Abra o e-mail lá para entrar. Ninguém entrou aqui.',
    hint: 'Se você quer entrar aqui, acesse o aplicativo neste navegador e comece de novo.',
  },
};
