/**
 * The overview, in Japanese.
 */
import type { OverviewText } from './text.ts';

export const OVERVIEW_JA: OverviewText = {
  title: '概要',
  lead: 'このテナントの利用状況と、対応が必要なこと。',
  spans: { 7: '7 日間', 30: '30 日間', 90: '90 日間' },
  span: '期間',
  numbers: '数字で見る',
  today: '今日のサインイン',
  signIns: 'サインイン',
  signUps: 'アカウントの作成',
  active: '30 日間のアクティブユーザー',
  refused: '拒否',
  attention: '対応が必要なこと',
  calm: 'ありません。すべて順調です。',
  daily: '1 日あたりのサインイン',
  failures: '理由別の拒否',
  tokens: 'グラントと API 別のトークン',
  others: 'その他',
  direct: 'ページから、インプリシットまたはハイブリッド',
  none: 'この期間には何もありません。',
  table: '表で見る',
  day: '日',
  sum: '合計',
  loud: '今すぐ',
  soon: '近いうちに',
  calmly: '助言',
  items: {
    key_ends: (kid, when) =>
      `鍵 ${kid} は ${when} に公開されなくなります。以後、この鍵で署名されたトークンは拒否されます。`,
    key_old: (kid, days) => `鍵 ${kid} は ${days} 日間署名に使われています。`,
    stream_suspended: (name) => `ログストリーム ${name} は停止しています。何も届いていません。`,
    stream_failing: (name) => `ログストリーム ${name} が失敗しています。再試行されます。`,
    mails_refused: (count) => `直近 7 日間に ${count} 通のメールが最終的に拒否されました。`,
    mails_failing: (failing, waiting) =>
      `送信できず再試行中のメール: ${failing} 件（待機中 ${waiting} 件のうち）。`,
    no_application: () => 'アプリケーションはまだ登録されていません。最初の 1 つから始めてください。',
    implicit_used: (count) =>
      `この期間の ${count} 件の応答が、インプリシットグラントによりアドレスにトークンを載せました。`,
    implicit_client: (name) => `${name} はインプリシットグラントを使えます。コード + PKCE のほうが安全です。`,
    clients_unseen: (seen, rest) =>
      `ここで調べたのは最初の ${seen} 件のアプリケーションで、残りの ${rest} 件は調べていません。`,
    unsafe_setting: (name) => `設定 ${name} が保護を弱めています。`,
    unsafe_client: (client, name) => `${client}: ${name} が保護を弱めています。`,
    failing_many: (share) => `直近 24 時間のサインインの ${share} が失敗しました。`,
  },
  ways: {
    keys: '鍵',
    record: '開く',
    settings: '設定',
    applications: 'アプリケーション',
    mail_server: 'メールサーバー',
    logs: '見る',
  },
};
