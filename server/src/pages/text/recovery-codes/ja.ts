/**
 * Recovery codes in Japanese.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_JA: RecoveryCodesText = {
  title: '復元コードを保管してください',
  lead: 'デバイスをなくしたときは、復元コードでログインできます。各コードは 1 回だけ使えます。ダウンロードするか、印刷するか、書き留めてください。再び表示されることはありません。',
  copy: 'コピー',
  copied: 'コピーしました',
  download: 'ダウンロード',
  print: '印刷',
  unconfirmed: '復元コードを保管したことがまだ確認されていません。',
  label: '保管したコードの 1 つ',
  hint: 'ここに入力しても、コードは使用済みになりません。',
  kept: '保管しました',
  wrong: 'これらのコードのどれとも一致しません。保管した控えから 1 つ入力してください。',
  later: '後で',
};
