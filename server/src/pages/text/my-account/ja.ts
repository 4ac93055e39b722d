/**
 * The scopes of the My Account API in Japanese.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_JA: MyAccountText = {
  title: 'アカウントそのもの',
  scopes: {
    'read:me:authentication_methods': 'サインインの方法を見る',
    'create:me:authentication_methods': 'サインインの方法を追加し、パスワードを変更する',
    'update:me:authentication_methods': 'キーやデバイスの名前を変更する',
    'delete:me:authentication_methods': 'サインインの方法を削除する',
    'read:me:factors': '追加できるサインインの方法を見る',
    'read:me:profile': 'プロフィールを見る',
    'update:me:profile': 'プロフィールを変更する',
    'update:me:email': 'アカウントのメールアドレスの変更を申し込む',
    'read:me:sessions': 'サインインしている場所を見る',
    'delete:me:sessions': 'ほかのデバイスでサインアウトさせる',
    'read:me:applications': 'アカウントにアクセスできるアプリケーションを見る',
    'delete:me:applications': 'アプリケーションからアカウントへのアクセスを取り消す',
    'read:me:data': '保存されているあなたの情報をすべてダウンロードする',
    'delete:me:account': 'アカウントを削除する',
  },
};
