/**
 * Recovery codes in Turkish.
 */
import type { RecoveryCodesText } from './recovery-codes-text.ts';

export const RECOVERY_CODES_TR: RecoveryCodesText = {
  title: 'Kurtarma kodlarınızı saklayın',
  lead: 'Cihazınızı kaybederseniz bir kurtarma koduyla oturum açabilirsiniz. Her kod bir kez kullanılabilir. Kodları indirin, yazdırın veya bir yere not edin: Bir daha gösterilmezler.',
  copy: 'Kopyala',
  copied: 'Kopyalandı',
  download: 'İndir',
  print: 'Yazdır',
  unconfirmed: 'Kurtarma kodlarınızı sakladığınızı henüz onaylamadınız.',
  label: 'Sakladığınız kodlardan biri',
  hint: 'Kodu buraya yazmak onu tüketmez.',
  kept: 'Kodları sakladım',
  wrong: 'Bu, kodların hiçbiri değil. Sakladığınız kopyadan birini yazın.',
  later: 'Şimdi değil',
};
