import { html } from '../../html.ts';
import type { FrontText } from './front-text.ts';

export const FRONT_ZH: FrontText = {
  title: '登录与账号',
  lead: '应用会把您带到这里登录。您的账号也在这里，可随时管理。',
  account: '前往我的账号',
  developers: '面向开发者',
  issuer: '颁发者',
  metadata: '元数据',
  stranger: {
    title: '此地址没有对应的页面',
    lead: (host) => html`${host} 没有登录页面。`,
    hint: '请检查地址是否有误，或返回将您带到这里的应用重新开始。',
  },
  machine: {
    title: '在这台机器上',
    hint: '您看到这些内容，是因为您在运行服务器的机器上打开了本页。',
    mailbox: '邮箱',
    mailbox_hint: '在这里写好但未发送的邮件',
    noClient: (command) => html`尚未注册任何应用。运行 ${command} 即可添加您的应用。`,
    noTenant: (command) => html`尚无租户。运行 ${command} 即可创建。`,
  },
  dashboard: {
    title: '控制台尚未构建',
    lead: (command) => html`此服务器缺少控制台的页面。请在安装目录中运行 ${command}，然后重新打开此地址。`,
  },
};
