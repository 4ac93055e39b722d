/**
 * Walks over keyboards, which passwords are made of (OWASP ASVS 6.2.4).
 */

/** What fingers do on a keyboard (QWERTY, QWERTZ, AZERTY): rows, columns, and two rows in turn. */
export const KEYBOARD_WALKS: readonly string[] = [
  '01234567890',
  '09876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qwertyuiop[]',
  'poiuytrewq',
  'asdfghjkl;',
  'lkjhgfdsa',
  'zxcvbnm,.',
  'mnbvcxz',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  'zaq12wsxcde34rfvbgt56yhnmju78ik',
  'zaqxswcdevfrbgtnhymjukilop',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1a2b3c4d5e6f7g8h9i0j',
  'a1b2c3d4e5f6g7h8i9j0',
  'a1s2d3f4g5h6j7k8l9',
  '!@#$%^&*()',
  '147258369',
  '789456123',
  '159357',
];
