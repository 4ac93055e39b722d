import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_JA: EntranceText = {
  next: '続ける',
  other_address: '別のアドレスを使う',
  or: 'または',
  send: { email_code: 'コードを送信', email_link: 'ログインリンクを送信' },
  connection: (name) => html`${name} で続ける`,
  code: {
    title: 'コードを入力',
    lead: (address) =>
      html`${address} でここにログインできる場合は、コードをお送りしています。10 分間有効です。`,
    label: 'コード',
    submit: 'ログイン',
    again: 'コードをもう一度送信',
    notices: {
      wrong_code: 'このコードは使えませんでした。最新のコードを確認してもう一度お試しください。',
      throttled: '試行回数が多くなりました。数分待ってから最初からやり直してください。',
      mail_throttled: 'すでにメールを何通か送信しました。しばらく待ってから次を取得してください。',
      sent: '新しいコードをお送りしました。以前のコードは使えなくなりました。',
    },
  },
  link: {
    lead: (address) =>
      html`${address} でここにログインできる場合は、リンクをお送りしています。10 分以内にこのブラウザーで開いてください。`,
    again: 'リンクをもう一度送信',
  },
  opened: {
    lead: (address) => html`ボタンを押して ${address} としてログインしてください。`,
    submit: 'ログイン',
  },
  elsewhere: {
    title: '操作を始めたところでリンクを開いてください',
    lead: 'このリンクは別のブラウザーまたは別のデバイスでリクエストされました。そちらでメールを開くとログインできます。ここでは誰もログインしていません。',
    hint: 'ここでログインするには、このブラウザーでアプリに移動して最初からやり直してください。',
  },
};
