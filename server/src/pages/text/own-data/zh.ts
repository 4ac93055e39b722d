import { html } from '../../html.ts';
import type { OwnDataText } from './own-data-text.ts';

export const OWN_DATA_ZH: OwnDataText = {
  download: {
    title: '下载您的数据',
    lead: '一个文件，包含此处保存的有关您的全部内容：个人资料、登录记录、设备、应用以及账号中发生的事情。其中没有密码，也没有任何可用于登录的内容。',
    submit: '下载',
  },
  parts: {
    profile: '您在这里的身份',
    passwords: '不能再次使用的密码是何时设置的',
    factors: '确认是您本人的方式',
    recovery_codes: '剩余的恢复代码',
    remembered_devices: '不要求第二步验证的设备',
    sessions: '您已登录的设备',
    session_applications: '您在这些会话中使用过的应用',
    sign_ins: '您登录的地点和时间',
    failed_sign_ins: '登录您账号的失败尝试',
    roles: '您拥有的角色',
    permissions: '单独授予您的权限',
    consents: '您允许应用做的事情',
    grants: '应用长期保留的访问权限',
    access_tokens: '应用短期拥有的访问权限',
    links_by_mail: '我们发送给您且仍然有效的链接',
    codes_by_mail: '我们发送给您且仍然有效的验证码',
    events: '您的账号中发生的事情',
  },
  remove: {
    title: '删除您的账号',
    lead: '您的账号以及随之保存的一切都将永久删除。',
    open: '删除您的账号',
    lost_title: '将一并失去的内容',
    lost: [
      '您的个人资料和登录方式',
      '您在所有设备上的登录状态',
      '所有应用对您账号的访问权限',
      '您的设备和登录记录',
    ],
    elsewhere: '应用自己保存的有关您的内容仍在它们那里。请向它们要求删除。',
    waits: (date) => html`您的账号将于 ${date} 删除。在此之前它照常可用，您仍可以保留它。`,
    at_once: '您的账号将立即删除，任何人都无法恢复。',
    confirm: (address) => html`请输入 ${address} 以确认`,
    submit: '删除账号',
    back: '保留账号',
    failures: {
      mismatch: '这不是您账号的地址。请按上面显示的内容输入。',
      throttled: '我们已发送许多邮件。请等待一小时后再试。',
    },
  },
  waiting: { lead: (date) => html`您的账号将于 ${date} 删除。`, keep: '保留我的账号' },
  done: { title: '您的账号已删除', lead: '这里已没有它的任何内容。您现在可以关闭此窗口。' },
  failed: {
    reasons: {
      wrong_password: '密码错误',
      wrong_code: '验证码错误',
      wrong_second_factor: '第二步验证错误',
      wrong_passkey: '通行密钥未被接受',
      blocked: '账号已被停用',
    },
    since: (count) => `自您上一次登录以来的失败尝试：${count}`,
  },
  mails: {
    deletion_asked: {
      subject: (site) => `您在 ${site} 的账号将被删除`,
      lead: (site) => `您要求删除您在 ${site} 的账号。在下面的日期之前，它照常可用。`,
      action: '保留我的账号',
      otherwise: () => '如果不是您，或者您改变了主意，请登录并选择保留账号。如果是他人所为，请随后更改密码。',
    },
    account_deleted: {
      subject: (site) => `您在 ${site} 的账号已删除`,
      lead: (site) => `应您的要求，您在 ${site} 的账号以及随之保存的一切已删除。`,
      otherwise: () => '如果您想回来，可以创建新账号。新账号从空白开始。',
    },
  },
  deletes_on: '删除时间',
};
