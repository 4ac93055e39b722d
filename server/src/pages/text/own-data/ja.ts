import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_JA: OwnDataText = {
  download: {
    title: 'データをダウンロード',
    lead: 'ここに保存されているあなたの情報をまとめた 1 つのファイルです。プロフィール、ログイン、デバイス、アプリ、アカウントで起きたことが含まれます。パスワードなど、ログインに使えるものは含まれません。',
    submit: 'ダウンロード',
  },
  parts: {
    profile: 'ここでのあなたの情報',
    passwords: '再使用できないパスワードが選ばれた日時',
    factors: '本人確認の方法',
    recovery_codes: '残りの復元コード',
    remembered_devices: '2 段階目を求められないデバイス',
    sessions: 'ログイン中のデバイス',
    session_applications: 'そのセッションで使ったアプリ',
    sign_ins: 'ログインした場所と日時',
    failed_sign_ins: '失敗したログインの試み',
    roles: 'あなたに割り当てられているロール',
    permissions: 'あなたに個別に付与された権限',
    consents: 'アプリに許可した内容',
    grants: 'アプリが保持しているアクセス',
    access_tokens: 'アプリの短期間のアクセス',
    links_by_mail: 'お送りした、まだ有効なリンク',
    codes_by_mail: 'お送りした、まだ有効なコード',
    events: 'アカウントで起きたこと',
  },
  remove: {
    title: 'アカウントを削除',
    lead: 'アカウントと、それに伴って保存されているものがすべて完全に削除されます。',
    open: 'アカウントを削除',
    lost_title: '一緒に失われるもの',
    lost: [
      'プロフィールとログインの方法',
      'すべてのデバイスでのログイン',
      'すべてのアプリのアカウントへのアクセス',
      'デバイスとログインの一覧',
    ],
    elsewhere: 'アプリ側が保存している情報はアプリに残ります。削除は各アプリにご依頼ください。',
    waits: (date) =>
      html`アカウントは ${date} に削除されます。それまではこれまでどおり使え、削除を取りやめることもできます。`,
    at_once: 'アカウントはすぐに削除されます。元に戻すことはできません。',
    confirm: (address) => html`確認のため ${address} と入力してください`,
    submit: 'アカウントを削除する',
    back: '削除しない',
    failures: {
      mismatch: 'アカウントのアドレスと一致しません。上に表示されているとおりに入力してください。',
      throttled: '多くのメールをお送りしました。1 時間待ってから、もう一度お試しください。',
    },
  },
  waiting: { lead: (date) => html`アカウントは ${date} に削除されます。`, keep: 'アカウントを残す' },
  done: {
    title: 'アカウントを削除しました',
    lead: 'ここには何も残っていません。このウィンドウを閉じてかまいません。',
  },
  failed: {
    reasons: {
      wrong_password: 'パスワードが違います',
      wrong_code: 'コードが違います',
      wrong_second_factor: '2 段階目が違います',
      wrong_passkey: 'パスキーが受け付けられませんでした',
      blocked: 'アカウントがブロックされていました',
    },
    since: (count) => `前回のログイン以降に失敗した試み: ${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `${site} のアカウントは削除されます`,
      lead: (site) => `${site} のアカウントの削除が依頼されました。下の日時まではこれまでどおり使えます。`,
      action: 'アカウントを残す',
      otherwise: () =>
        'お心当たりがない場合や、お気持ちが変わった場合は、ログインしてアカウントを残すことを選んでください。ほかの人の操作だった場合は、そのあとパスワードを変更してください。',
    },
    account_deleted: {
      subject: (site) => `${site} のアカウントを削除しました`,
      lead: (site) =>
        `ご依頼のとおり、${site} のアカウントを、保存されていたすべてのものとともに削除しました。`,
      otherwise: () => 'また利用したいときは、新しいアカウントを作成できます。何もない状態から始まります。',
    },
  },
  deletes_on: '削除される日時',
};
