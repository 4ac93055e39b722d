/**
 * The scopes of the My Account API in Chinese.
 */
import type { MyAccountText } from './my-account-text.ts';

export const MY_ACCOUNT_ZH: MyAccountText = {
  title: '您的账户本身',
  scopes: {
    'read:me:authentication_methods': '查看您的登录方式',
    'create:me:authentication_methods': '添加登录方式并更改您的密码',
    'update:me:authentication_methods': '重命名您的密钥和设备',
    'delete:me:authentication_methods': '移除登录方式',
    'read:me:factors': '查看您可以添加哪些登录方式',
    'read:me:profile': '查看您的个人资料',
    'update:me:profile': '更改您的个人资料',
    'update:me:email': '为您的账户申请更换电子邮件地址',
    'read:me:sessions': '查看您在哪些地方已登录',
    'delete:me:sessions': '让您在其他设备上退出登录',
    'read:me:applications': '查看哪些应用可以访问您的账户',
    'delete:me:applications': '取消应用对您账户的访问',
    'read:me:data': '下载所保存的关于您的全部信息',
    'delete:me:account': '删除您的账户',
  },
};
