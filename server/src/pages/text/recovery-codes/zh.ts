/**
 * Recovery codes in Chinese.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_ZH: RecoveryCodesText = {
  title: '请保存您的恢复代码',
  lead: '如果丢失设备，您可以用恢复代码登录。每个只能使用一次。请下载、打印或抄写下来：它们不会再次显示。',
  copy: '复制',
  copied: '已复制',
  download: '下载',
  print: '打印',
  unconfirmed: '您尚未确认已保存恢复代码。',
  label: '您保存的代码之一',
  hint: '在此输入不会消耗该代码。',
  kept: '我已保存',
  wrong: '这不是其中任何一个代码。请输入您所保存副本中的一个。',
  later: '以后再说',
};
