import { html } from '../html.ts';
import { ACCOUNT_JA } from './account/ja.ts';
import { ENTRANCE_JA } from './entrance/ja.ts';
import { ERRORS_JA } from './errors/ja.ts';
import { FRONT_JA } from './front/ja.ts';
import { MY_ACCOUNT_JA } from './my-account/ja.ts';
import { OWN_DATA_JA } from './own-data/ja.ts';
import { RECOVERY_CODES_JA } from './recovery-codes/ja.ts';
import type { Text } from './text.ts';

/** Japanese. */
export const ja: Text = {
  language: 'ja',
  direction: 'ltr',
  unnamed_application: '名前のないアプリ',
  login: {
    title: 'ログイン',
    to: (client) => html`${client} に進みます`,
    email: 'メールアドレス',
    email_or_username: 'メールアドレスまたはユーザー名',
    password: 'パスワード',
    show_password: 'パスワードを表示',
    submit: 'ログイン',
    cancel: 'キャンセル',
    continueAs: (address) => html`${address} として続ける`,
    other_account: 'または別のアカウントを使用',
    new_here: 'はじめてですか？',
    create_account: 'アカウントを作成',
    no_signup: 'ここではアカウントを作成できません。このアプリの管理者にご依頼ください。',
    failures: {
      invalid_credentials: 'メールアドレスまたはパスワードが正しくありません。',
      throttled: '試行回数が多すぎます。数分待ってからもう一度お試しください。',
      busy: 'ただいま混み合っています。しばらくしてからもう一度お試しください。',
      malformed_email: 'メールアドレスとして完全ではないようです。ご確認ください。',
      unavailable: 'このログイン方法はまだご利用いただけません。別の方法をお選びください。',
      stale: 'ログイン中にアカウントが変更されました。もう一度ログインしてください。',
    },
  },
  entrance: ENTRANCE_JA,
  front: FRONT_JA,
  signUp: {
    title: 'アカウントを作成',
    submit: 'アカウントを作成',
    has_account: 'すでにアカウントを持っています',
    back: 'ログインに戻る',
    failures: {
      malformed_email: 'メールアドレスとして完全ではないようです。ご確認ください。',
      taken:
        'このメールアドレスのアカウントはすでにあります。ログインするか、新しいパスワードを設定してください。',
      throttled: '試行回数が多すぎます。数分待ってからもう一度お試しください。',
      busy: 'ただいま混み合っています。しばらくしてからもう一度お試しください。',
    },
  },
  newPassword: {
    hint: (count) => `${count} 文字以上。互いに関係のない単語をいくつか並べるのがおすすめです。`,
    tooShort: (count) => `${count} 文字以上にしてください。`,
    failures: {
      too_long: 'パスワードが長すぎます。1,024 バイト以内にしてください。',
      common:
        'このパスワード、またはよく似たパスワードは多くの人が使っており、推測されやすいものです。互いに関係のない単語をいくつか並べてみてください。',
      personal: 'お名前、アドレス、このサイトの名前は使わないでください。最初に試されるものです。',
      dictionary:
        'ここでは推測されやすい単語でできています。互いに関係のない単語をいくつか並べてみてください。',
      reused: '以前に使ったパスワードです。新しいものをお選びください。',
      breached:
        'このパスワードは盗まれたパスワードのリストに載っており、誰かに試されるおそれがあります。別のものを選び、ほかで使っている場合はそちらも変更してください。',
    },
  },
  mailSent: {
    title: 'メールをご確認ください',
    toSignUp: (address) => html`${address} にメールを送信しました。メール内のリンクを開いて続けてください。`,
    toReset: (address) =>
      html`${address} のアカウントがある場合は、メールをお送りしています。メール内のリンクを開いて新しいパスワードを設定してください。`,
    nothing_came: '数分たっても届きませんか。迷惑メールフォルダーを確認するか、もう一度お試しください。',
    again: 'もう一度試す',
  },
  verifyEmail: {
    title: 'メールアドレスの確認',
    lead: (address) => html`ボタンを押して、${address} がご自分のものであることを確認してください。`,
    password: '設定したパスワード',
    wrong_password: 'このアカウントに設定されたパスワードと異なります。',
    submit: '確認する',
    done_title: 'メールアドレスを確認しました',
    done: 'アプリに戻ってログインしてください。',
  },
  resetPassword: {
    forgot: 'パスワードをお忘れですか',
    title: '新しいパスワードの設定',
    lead: 'メールアドレスを入力すると、リンクをお送りします。',
    submit: 'リンクを送信',
    choose_title: '新しいパスワードを選ぶ',
    chooseFor: (address) => html`${address} のパスワード`,
    new_password: '新しいパスワード',
    choose: 'パスワードを保存',
    done_title: 'パスワードを変更しました',
    done: 'ほかのすべての場所からログアウトしました。新しいパスワードでログインして続けてください。',
    continue: 'ログインに進む',
  },
  linkEnded: {
    title: 'このリンクは使用できなくなりました',
    lead: 'リンクは 1 回だけ、限られた時間だけ有効で、新しいリンクに置き換わります。たった今お使いになった場合は、完了しています。',
    go_back: 'アプリに戻って、もう一度始めてください。',
    again: '新しいリンクを取得',
  },
  consent: {
    title: 'アクセスを許可しますか',
    lead: (client) => html`${client} がアカウントの利用を求めています。`,
    unverified: 'このアプリは第三者が運営しています。よくご存じで信頼できる場合だけ続けてください。',
    typed: (command) => html`たった今このコンピューターで ${command} と入力した場合だけ続けてください。`,
    about_you: 'あなたについて',
    permissions: '次のことができるようになります',
    permissionsOf: (api) => html`${api} で`,
    many: (count) => `${count} 件の権限（対象別）`,
    no_permissions: 'ここでログインしたことを知ること。それ以外はありません',
    scopes: new Map([
      ['openid', 'あなたが誰かを知る'],
      ['profile', '名前と写真を見る'],
      ['email', 'メールアドレスを見る'],
      ['address', '住所を見る'],
      ['phone', '電話番号を見る'],
      ['offline_access', '利用していない間もアクセスを保持する'],
    ]),
    account: 'アカウント',
    lifetime: 'アクセスの有効期間',
    renewable: (span) => html`${span}にわたり更新可能`,
    renewable_always: '取り消すまで更新可能',
    origin: 'アプリの提供元',
    destination: '戻り先',
    technical_names: '技術的な名前',
    accept: '許可する',
    deny: '許可しない',
  },
  myAccount: MY_ACCOUNT_JA,
  secondFactor: {
    title: 'ご本人の確認',
    leads: {
      otp: '認証アプリに表示された 6 桁の数字を入力してください。',
      webauthn: 'セキュリティキー、指紋、または顔を使ってください。',
      email: 'コードをメールでお送りします。',
      recovery: '保管している復元コードを 1 つ入力してください。各コードは 1 回だけ使えます。',
    },
    ways: {
      otp: '認証アプリ',
      webauthn: 'セキュリティキーまたはパスキー',
      email: 'メール',
      recovery: '復元コード',
    },
    hints: {
      otp: '6 桁のコード',
      webauthn: 'タッチするか、指紋を使います',
      email: 'コードをお送りします',
      recovery: '保管しているコードの 1 つ',
    },
    other_ways: 'または別の方法を使う',
    code: 'コード',
    recovery_code: '復元コード',
    remember: (days) =>
      days === 1 ? 'このデバイスでは 1 日間確認しない' : `このデバイスでは ${days} 日間確認しない`,
    submit: '続ける',
    cancel: 'キャンセル',
    mailTo: (address) => html`コードは ${address} に届きます。`,
    send: 'コードを送信',
    send_again: 'コードをもう一度送信',
    failures: {
      wrong_code: 'このコードは使えませんでした。確認してもう一度お試しください。',
      clock_off:
        'このコードは別の時刻のものです。スマートフォンの時計がずれているかもしれません。時刻を自動設定にしてから、表示されたコードを入力してください。',
      throttled:
        '試行回数が多くなりました。数分待ってからもう一度お試しになるか、復元コードをお使いください。',
      mail_throttled: 'すでにコードを何度か送信しました。数分待ってから次を取得してください。',
      sent: 'コードをお送りしました。10 分間有効です。',
    },
    enrol: {
      title: '二つ目の確認方法を追加',
      lead: (client) => html`${client} はログイン時に 二つ目の確認を求めています。1 分ほどで終わります。`,
      install: '認証アプリを開くか、インストールしてください。',
      scan: 'この画像を読み取るか、キーを入力してください。',
      qr: 'キーを含む QR コード',
      key: 'キー',
      confirm: '表示された 6 桁の数字を入力してください。',
      submit: '有効にする',
    },
    recovery: RECOVERY_CODES_JA,
  },
  client: { policy: 'プライバシーポリシー', tos: '利用規約' },
  errors: ERRORS_JA,
  logout: {
    title: 'ログアウトしますか',
    lead: 'ログアウトしようとしています。',
    leadFrom: (client) => html`${client} がログアウトを求めています。`,
    submit: 'ログアウト',
    stay: 'ログインしたままにする',
    telling: 'アプリに通知しています。',
  },
  account: ACCOUNT_JA,
  ownData: OWN_DATA_JA,
  loggedOut: { title: 'ログアウトしました', lead: 'このウィンドウは閉じてかまいません。' },
  webauthn: {
    sign_in: 'パスキーでログイン',
    use: 'パスキーまたはセキュリティキーを使う',
    add: 'パスキーまたはセキュリティキーを追加',
    add_lead: '指紋、顔、スマートフォンの画面ロック、または差し込むキーを使えます。',
    failed: 'うまくいきませんでした。もう一度お試しになるか、別の方法をお選びください。',
    unavailable:
      'このブラウザーでは、ここでパスキーやセキュリティキーを使えません。別の方法をお選びください。',
    unavailable_alone: 'このブラウザーでは、ここでパスキーやセキュリティキーを使えません。',
  },
  formPost: { title: 'お待ちください', lead: 'アプリに戻ります。', submit: '続ける' },
  mail: {
    kinds: {
      verify_email: {
        subject: (site) => `${site} のメールアドレスの確認`,
        lead: () => 'リンクを開いて、このアドレスがご自分のものであることを確認してください。',
        action: 'メールアドレスを確認',
        otherwise: () =>
          'お心当たりがない場合は、何もしないでください。ご本人の操作なしにアドレスが確認されることはありません。',
      },
      reset_password: {
        subject: (site) => `${site} の新しいパスワードの設定`,
        lead: (site) =>
          `${site} のアカウントについて、新しいパスワードのリクエストがありました。リンクを開いてパスワードを選んでください。`,
        action: '新しいパスワードを選ぶ',
        otherwise: () => 'お心当たりがない場合は、何もしないでください。パスワードはそのままです。',
      },
      change_email: {
        subject: (site) => `${site} の新しいメールアドレスの確認`,
        lead: (site) => `リンクを開くと、今後 ${site} のアカウントでこのアドレスを使います。`,
        action: 'このアドレスを使う',
        otherwise: () => 'お心当たりがない場合は、何もしないでください。何も変わりません。',
      },
      login_link: {
        subject: (site) => `${site} へのログイン`,
        lead: () => '操作を始めたブラウザーでリンクを開くと、ログインできます。',
        action: 'ログイン',
        otherwise: () =>
          'お心当たりがない場合は、何もしないでください。ご本人の操作なしに誰かがログインすることはありません。',
      },
      login_code: {
        subject: (site) => `${site} のログインコード`,
        lead: () => '操作を始めたページにこのコードを入力してください。',
        otherwise: () => 'お心当たりがない場合は、何もしないでください。コードは誰にも教えないでください。',
      },
      second_factor_code: {
        subject: (site) => `${site} のセキュリティコード`,
        lead: () => 'ログイン中のページにこのコードを入力してください。',
        otherwise: () =>
          'ログインしていない場合は、誰かがパスワードを知っています。パスワードを変更してください。コードは誰にも教えないでください。',
      },
      account_exists: {
        subject: (site) => `${site} のアカウントはすでにあります`,
        lead: (site) =>
          `このアドレスで ${site} のアカウントを作成しようとした人がいます。アカウントはすでにあります。ログインするか、新しいパスワードを選んでください。`,
        action: '新しいパスワードを選ぶ',
        otherwise: () => 'お心当たりがない場合は、何もしないでください。アカウントはそのままです。',
      },
      email_changed: {
        subject: (site) => `${site} のメールアドレスが変更されました`,
        lead: (site) =>
          `${site} のアカウントのアドレスが変更されました。今後メールは新しいアドレスに届きます。`,
        otherwise: (site) => `お心当たりがない場合は、すぐに ${site} の管理者にご連絡ください。`,
      },
      password_changed: {
        subject: (site) => `${site} のパスワードが変更されました`,
        lead: (site) =>
          `${site} のアカウントのパスワードが変更されました。ほかのデバイスからはログアウトしました。`,
        otherwise: () =>
          'お心当たりがない場合は、ログインページの「パスワードをお忘れですか」からすぐに新しいパスワードを選んでください。',
      },
      second_factor_added: {
        subject: (site) => `${site} にログインの確認方法が追加されました`,
        lead: (site) => `${site} のアカウントに新しい 二つ目の確認方法が追加されました。`,
        otherwise: () => 'お心当たりがない場合は、パスワードを変更し、アカウントページで削除してください。',
      },
      second_factor_removed: {
        subject: (site) => `${site} のログインの確認方法が削除されました`,
        lead: (site) => `${site} のアカウントから 二つ目の確認方法が削除されました。`,
        otherwise: () => 'お心当たりがない場合は、パスワードを変更し、アカウントページをご確認ください。',
      },
      new_sign_in: {
        subject: (site) => `${site} への新しいログイン`,
        lead: (site) => `これまでにないデバイスから ${site} のアカウントにログインがありました。`,
        otherwise: () =>
          'ご本人の場合は、何もする必要はありません。そうでない場合は、パスワードを変更してください。ほかのデバイスからログアウトします。',
      },
      ...OWN_DATA_JA.mails,
    },
    your_code: 'コード',
    or_open: 'ボタンが使えない場合は、このアドレスを開いてください。',
    expires: (n) => (n < 60 ? `${n} 分間有効です。` : `${n / 60} 時間有効です。`),
    when: '日時',
    device: 'デバイス',
    address: 'アドレス',
    because: (site) =>
      `このメールは、${site} にアカウントをお持ちか、そこでこのアドレスが入力されたためお送りしています。`,
  },
};
