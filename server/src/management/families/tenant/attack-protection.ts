/**
 * What guessing is answered with. It cannot be turned off; what may be chosen is the service that knows stolen passwords.
 */
import { boolean } from '../../../resources/shape.ts';
import type { Operation } from '../../operation.ts';
import { type View, viewOperations } from '../../settings-view.ts';

const BREACHED: View = {
  members: {
    enabled: {
      at: 'breached_passwords_url',
      shape: boolean,
      sentence: 'A service is asked for stolen passwords; which one is the setting `breached_passwords_url`.',
      of: ({ breached_passwords_url }) => breached_passwords_url !== undefined,
      mistake: (isOn, { breached_passwords_url }) =>
        isOn === true && breached_passwords_url === undefined
          ? 'needs a service to ask: set breached_passwords_url in the settings of the tenant'
          : undefined,
      says: (isOn, { breached_passwords_url }) => (isOn === true ? breached_passwords_url : null),
    },
  },
  inert: {
    shields: ['block'],
    admin_notification_frequency: [],
    method: 'standard',
    'stage.pre-user-registration.shields': ['block'],
    'stage.pre-change-password.shields': ['block'],
  },
};

const BRUTE_FORCE: View = {
  members: {},
  inert: {
    enabled: true,
    shields: ['block'],
    mode: 'count_per_identifier_and_ip',
    allowlist: [],
    max_attempts: 10,
  },
};

const SUSPICIOUS_IP: View = {
  members: {},
  inert: {
    enabled: true,
    shields: ['block'],
    allowlist: [],
    'stage.pre-login.max_attempts': 100,
    'stage.pre-login.rate': 9_000,
    'stage.pre-user-registration.max_attempts': 100,
    'stage.pre-user-registration.rate': 36_000,
  },
};

const BOTS: View = {
  members: {},
  inert: {
    bot_detection_level: 'low',
    challenge_password_policy: 'never',
    challenge_passwordless_policy: 'never',
    challenge_password_reset_policy: 'never',
    allowlist: [],
    monitoring_mode_enabled: false,
  },
};

const CAPTCHA: View = { members: {}, inert: {} };

function protection(name: string, view: View, what: string): readonly Operation[] {
  return viewOperations(view, {
    id: `attack_protection_${name.replaceAll('-', '_')}`,
    path: `/attack-protection/${name}`,
    what,
    read: 'read:attack_protection',
    update: 'update:attack_protection',
  });
}

export const ATTACK_PROTECTION_OPERATIONS: readonly Operation[] = [
  ...protection('breached-password-detection', BREACHED, 'whether stolen passwords are refused'),
  ...protection('brute-force-protection', BRUTE_FORCE, 'how guesses at one account are answered'),
  ...protection('suspicious-ip-throttling', SUSPICIOUS_IP, 'how guesses from one address are answered'),
  ...protection('bot-detection', BOTS, 'that no puzzle is asked for'),
  ...protection('captcha', CAPTCHA, 'that no puzzle is asked for'),
];
