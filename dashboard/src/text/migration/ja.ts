/**
 * インプリシットからコード + PKCE へ（日本語）。
 */
import type { MigrationText } from './text.ts';

export const JA: MigrationText = {
  title: 'インプリシットからコード + PKCE へ',
  verdicts: {
    done: '作業は不要です。',
    off: 'インプリシットグラントはオフです。',
    unused: '使われていません。',
    prepare: 'まずコード + PKCE を許可してください。',
    change: 'アプリケーションを変更してください。',
    moving: '移行中です。',
    waiting: 'もう少しお待ちください。',
    ready: '準備ができました。',
  },
  says: {
    done: 'このアプリケーションはインプリシットグラントを一切使いません。',
    off: 'トークンはコード + PKCE だけで渡されます。スイッチ 1 つでインプリシットグラントに戻せます。',
    unused: 'インプリシットグラントを使えますが、この 14 日間に応答はありませんでした。',
    prepare:
      '許可されているのはインプリシットグラントだけです。両方を許可してください。アプリケーションを変えるまで、誰にも影響はありません。',
    change: '両方が許可されていますが、すべてがまだインプリシットグラントで渡されています。',
    moving: '両方が使われています。アプリケーションの一部は変更済みです。',
    waiting: 'アドレスにトークンを求めるリクエストは最近見られませんが、判断するにはまだ早すぎます。',
    ready: 'アドレスにトークンを求めるリクエストはなくなりました。インプリシットグラントをやめられます。',
  },
  stages: {
    label: '許可されているもの',
    implicit: 'インプリシットのみ',
    both: '両方',
    off: 'コード + PKCE のみ',
  },
  implicit: 'インプリシット（14 日間）',
  code: 'コード + PKCE（14 日間）',
  last: '最後のインプリシット',
  never: '記録なし',
  flip: 'インプリシットグラントをオフにする',
  back: 'インプリシットグラントに戻す',
  switchHint: '設定は forbid_implicit の 1 つだけです。同じスイッチで完全に元に戻せます。',
  missed: (count) => `この 14 日間の応答のうち ${count} 件は拒否されていたはずです。`,
  todo: 'するべきこと',
  weights: { before: '設定', change: 'アプリケーション', note: '参考' },
  remedy: '対処',
  section: '根拠',
  inApplication: 'アプリケーションの変更',
  install: 'インストール',
  asItIs: '変更前',
  asItHasToBe: '変更後',
  traffic: '応答からわかったこと',
  trafficLead: '応答したリクエストだけを日ごとに 90 日間数えます。個人に関するものは含みません。',
  noTraffic: 'まだ応答は数えられていません。',
  columns: { way: 'リクエスト', shows: '内容', all: '90 日間', lately: '14 日間', since: '最初の日' },
  facets: { prompt: 'プロンプト', response_mode: 'レスポンスモード', origin: 'オリジン', sdk: 'SDK' },
  values: {
    none: 'サイレント（prompt=none）',
    asks: 'ユーザーに尋ねることがある',
    unknown: '名乗らないプログラム',
    server: 'ページではなくサーバー',
    elsewhere: '別のオリジンのページ',
    '(others)': 'その他すべて',
  },
};
