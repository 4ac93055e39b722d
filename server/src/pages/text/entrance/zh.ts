import { html } from '../../html.ts';
import type { EntranceText } from './entrance-text.ts';

export const ENTRANCE_ZH: EntranceText = {
  next: '继续',
  other_address: '使用其他地址',
  or: '或',
  send: { email_code: '发送验证码给我', email_link: '发送登录链接给我' },
  connection: (name) => html`通过 ${name} 继续`,
  code: {
    title: '输入验证码',
    lead: (address) => html`如果您可以用 ${address} 在此登录，验证码已在发送途中，十分钟内有效。`,
    label: '验证码',
    submit: '登录',
    again: '再发送一个验证码',
    notices: {
      wrong_code: '此验证码无效。请找到最新的验证码再试一次。',
      throttled: '尝试次数较多。请等几分钟后重新开始。',
      mail_throttled: '我们已经发送了多封邮件。请稍等再获取下一封。',
      sent: '新的验证码已在发送途中。之前的验证码不再有效。',
    },
  },
  link: {
    lead: (address) =>
      html`如果您可以用 ${address} 在此登录，链接已在发送途中。请在十分钟内用此浏览器打开它。`,
    again: '再发送一个链接',
  },
  opened: {
    lead: (address) => html`点击按钮，以 ${address} 登录。`,
    submit: '登录',
  },
  elsewhere: {
    title: '请在您开始操作的地方打开链接',
    lead: '此链接是在另一个浏览器或另一台设备上请求的。请在那里打开邮件即可登录。此处没有任何人登录。',
    hint: '如果您想在此登录，请在此浏览器中打开应用并重新开始。',
  },
};
