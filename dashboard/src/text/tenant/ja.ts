/**
 * The settings of the tenant, connections, attack protection, keys and features in Japanese.
 */
import type { TenantText } from './text.ts';

export const JA: TenantText = {
  settings: {
    lead: 'このテナントのすべてのアプリケーション、すべての人、すべてのページに適用される設定です。',
    groups: {
      identity: 'ユーザーが目にするもの',
      requests: 'リクエストへの応答',
      sessions: 'セッション',
      registration: '自分で登録するアプリケーション',
      accounts: 'ユーザーによるアカウントの削除',
      features: '機能',
    },
  },
  connections: {
    lead: 'ユーザーがどこから来て、何でサインインするかを決めます。',
    groups: {
      waysIn: 'サインインの方法',
      signUp: 'アカウントの作成',
      passwords: 'パスワード',
      sources: 'その他の接続元',
    },
    uses: 'これを使うアプリケーション',
    usesHint: 'テナントのアプリケーションはすべて、その接続でサインインします。外すことはできません。',
    noUses: 'アプリケーションはまだありません。',
  },
  protection: {
    lead: '推測による試行への対応と、パスワードに加えて求めるものを決めます。',
    groups: { factors: '第 2 要素', stolen: '流出したパスワード' },
    always: '常に有効なもの',
    alwaysHint: 'これらの上限は無効にも変更もできません。',
    rule: '数えるもの',
    limit: '上限',
    attempts: '1 つのアドレスから 1 つのアカウントへの誤ったパスワード',
    byAddress: '1 つのアドレスからの誤ったパスワード（アカウントを問わず）',
    perQuarter: (count) => `15 分間に ${count} 回`,
    locked: 'ロックされている人',
    lockedHint:
      'カウンターはハッシュで保存されるため、一覧はありません。人または IP アドレスを指定して調べてください。',
    who: 'メールアドレス、ユーザー ID、または IP アドレス',
    look: '調べる',
    nobody: (who) => `${who} はロックされていません。`,
    budget: '使い切った上限',
    place: '場所',
    everywhere: 'すべての場所',
    until: '期限',
    unlock: '再試行を許可',
    unlocked: (who) => `${who} は再試行できます。`,
  },
  keys: {
    lead: 'トークンに署名する鍵です。トークンを検証する側は、鍵セットのアドレスで公開鍵を取得します。',
    jwks: '鍵セット',
    state: '状態',
    states: { next: '次', current: '現在', previous: '前' },
    does: {
      next: '公開済みで、次のローテーション後に署名します',
      current: '署名しています',
      previous: 'もう署名しませんが、署名済みのものは有効です',
    },
    algorithm: 'アルゴリズム',
    kid: '鍵 ID',
    since: '開始',
    until: '終了',
    maySign: (when) => `${when} から署名できます`,
    rotate: 'ローテーション',
    rotateTitle: '次の鍵で署名しますか？',
    rotateLead:
      '以後は各アルゴリズムの次の鍵が署名し、現在の鍵は署名済みのものの検証を続け、後に続く新しい鍵が作られます。サインアウトされる人はいません。',
    rotateYoung: (when) =>
      `次の鍵が新しすぎて、鍵セットの写しにまだないおそれがあります。${when} までローテーションは拒否されます。`,
    rotated: '次の鍵が署名を始めました。',
    revoke: '失効',
    revokeKey: (kid) => `${kid} を失効させる`,
    revokeTitle: 'この鍵を失効させますか？',
    revokeLead:
      '他人の手に渡ったおそれのある鍵のための操作です。元に戻せません。この瞬間から次のようになります。',
    ends: {
      next: ['この鍵が署名することはなく、別の次の鍵が作られます'],
      current: [
        'この鍵で署名されたアクセストークンと ID トークンは、ここでも、鍵セットが読み直されたどの場所でも拒否されます',
        '次の鍵が署名します',
        'アプリケーションは次に要求したときに新しいトークンを受け取ります。セッションとリフレッシュトークンは残ります',
      ],
      previous: ['ローテーション前にこの鍵で署名され、まだ期限の切れていないものは拒否されます'],
    },
    type: (word) => `続けるには ${word} と入力してください`,
    confirm: '鍵を失効させる',
    revoked: '鍵を失効させました。',
  },
  features: {
    lead: '各リージョンで各機能がどこまで展開されているかです。次のリクエストから、そのリージョンのすべてのテナントに適用されます。',
    region: 'リージョン',
    stages: { off: 'オフ', preview: 'プレビュー', percent: '一部のテナント', on: 'オン' },
    stagesHint: {
      off: 'リージョンのどのテナントでも使えません。',
      preview: '設定（preview_features）で希望したテナントで使えます。',
      percent: '一定の割合のテナントで使えます。',
      on: 'リージョンのすべてのテナントで使えます。',
    },
    unset: '指定なし: オン',
    of: (feature, region) => `${region} の ${feature}`,
    percentOf: (feature, region) => `テナントの割合（%）: ${region} の ${feature}`,
    percent: 'テナントの割合（%）',
    save: '保存',
    saved: (feature, region) => `${region} の ${feature} を設定しました。`,
    another: '別のリージョン',
    add: '追加',
    elsewhere: 'このテナントでは行えません',
    elsewhereHint:
      'リージョンごとの機能の展開は、TACIT_OPERATOR_TENANT が指定するテナント、またはサーバー上で表示・変更します。',
    own: '機能がプレビューの間にこのテナントが参加するかどうかは、設定にあります。',
  },
};
