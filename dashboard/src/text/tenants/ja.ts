/**
 * The tenants of the server in Japanese.
 */
import type { TenantsText } from './text.ts';

export const JA: TenantsText = {
  lead: 'このサーバーのすべてのテナントです。それぞれが独立した発行者で、アプリケーション、API、人、鍵を持ちます。',
  name: 'テナント',
  domain: '独自のホスト',
  state: '状態',
  served: '稼働中',
  deleted: (when) => `${when} に削除`,
  suspended: '停止中',
  here: 'このテナント',
  create: '新しいテナント',
  createLead: 'すぐにアドレスと鍵を持ち、設定は既定のままです。',
  make: '作成',
  made: (name) => `${name} を作成しました。`,
  suspend: '停止',
  suspendTitle: (name) => `${name} を停止しますか？`,
  suspendLead: [
    '次のリクエストから、サインイン、トークン、鍵、管理画面を含むすべてに 503 を返します',
    '何も失われず、期限なく待機します。セッションとトークンはそれぞれの期限まで続きます',
    'すでに書かれたメールは届き、ログは送信先に送られ続けます',
  ],
  stopped: (name) => `${name} を停止しました。`,
  resume: '再開',
  resumed: (name) => `${name} は再び稼働しています。`,
  move: '移動',
  moveTitle: (name) => `${name} を移動しますか？`,
  moveLead: [
    '次のリクエストからホストが変わります。独自のホストがなければ発行者も変わります',
    'その場合は全員がサインインし直し、以前のホストのパスキーは使えなくなり、すべてのアプリケーションと API に新しい発行者を設定する必要があります',
    '人、設定、鍵はそのままです',
  ],
  moved: (name) => `${name} になりました。`,
  region: 'リージョン',
  delete: '削除',
  deleteTitle: (name) => `${name} を削除しますか？`,
  deleteLead: [
    '次のリクエストから、そのアドレスでは何も応答しなくなります',
    '誰もサインインできず、そのトークンはどれも受け付けられません',
    '30 日間は元のまま復元できます。その後は完全に消えます',
  ],
  restore: '復元',
  restored: (name) => `${name} は再び稼働しています。`,
  purge: '完全に削除',
  purgeTitle: (name) => `${name} を完全に削除しますか？`,
  purgeLead: [
    'アプリケーション、API、人、セッション、トークン、鍵がただちに、永久に失われます',
    'そのログも一緒に失われます',
  ],
  type: (name) => `続けるには ${name} と入力してください`,
  done: (name) => `${name} はなくなりました。`,
  own: 'ほかのテナントを管理するこのテナントは削除できません。',
  more: (count) => `ほか ${count} 件: tacit tenants list`,
};
