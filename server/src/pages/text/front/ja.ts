import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_JA: FrontText = {
  title: 'ログインとアカウント',
  lead: 'アプリはログインのためにこのページを開きます。アカウントもここにあり、いつでも管理できます。',
  account: 'アカウントを開く',
  developers: '開発者の方へ',
  issuer: '発行者',
  metadata: 'メタデータ',
  stranger: {
    title: 'このアドレスには何もありません',
    lead: (host) => html`${host} にはログインページがありません。`,
    hint: 'アドレスに誤りがないか確認するか、元のアプリに戻って最初からやり直してください。',
  },
  machine: {
    title: 'このマシンでは',
    hint: 'サーバーが動いているマシンでこのページを開いたため表示されています。',
    mailbox: 'メールボックス',
    mailbox_hint: 'ここで作成され、送信されなかったメール',
    noClient: (command) => html`アプリはまだ登録されていません。追加するには ${command} を実行してください。`,
    noTenant: (command) => html`テナントはまだありません。作成するには ${command} を実行してください。`,
  },
  dashboard: {
    title: 'ダッシュボードがビルドされていません',
    lead: (command) =>
      html`このサーバーにはダッシュボードのページがありません。インストール先で ${command} を実行してから、もう一度このアドレスを開いてください。`,
  },
};
