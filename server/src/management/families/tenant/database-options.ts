/**
 * What Auth0 has as options of a database of users, and here are settings of the tenant.
 */

import { LOGIN_METHODS, type LoginMethod } from '../../../protocol/tenant/tenant.ts';
import { withDefault } from '../../../resources/field.ts';
import { boolean, list, record, text, whole } from '../../../resources/shape.ts';
import type { TenantSettings } from '../../../resources/tenant/settings.ts';
import type { Member, View } from '../../settings-view.ts';

/** A way in that is on or off. The last one stays: a tenant that nobody can enter is no tenant. */
function wayIn(method: LoginMethod): Member {
  return {
    at: 'login_methods',
    shape: boolean,
    sentence: `Whether people sign in by ${method}.`,
    of: ({ login_methods }) => login_methods.includes(method),
    mistake: (isOn, { login_methods }) =>
      isOn !== true && login_methods.every((one) => one === method)
        ? 'is the only way in: turn on another one first'
        : undefined,
    says: (isOn, { login_methods }) =>
      LOGIN_METHODS.filter((one) => (one === method ? isOn === true : login_methods.includes(one))),
  };
}

const history = record({
  enable: withDefault(boolean, false, { sentence: 'A new password must differ from those before.' }),
  size: withDefault(whole(0, 24), 5, { sentence: 'How many of them.' }),
});

const DEFAULT_HISTORY = 5;

function historyOf({ password_history }: TenantSettings) {
  return { enable: password_history > 0, size: password_history };
}

export const DATABASE: View = {
  members: {
    'options.disable_signup': {
      at: 'sign_up',
      shape: boolean,
      sentence: 'Nobody can make an account by themselves.',
      of: ({ sign_up }) => !sign_up,
      says: (isOff) => isOff !== true,
    },
    'options.password_complexity_options.min_length': { at: 'password_min_length' },
    'options.password_history': {
      at: 'password_history',
      shape: history,
      sentence: 'How many passwords back a new one must differ from.',
      of: historyOf,
      says: (value) => {
        const { enable, size = DEFAULT_HISTORY } = Object(value);
        return enable === true ? size : 0;
      },
    },
    'options.password_dictionary.dictionary': {
      at: 'password_dictionary',
      shape: list(text(64), { max: 1_000 }),
    },
    'options.authentication_methods.password.enabled': wayIn('password'),
    'options.authentication_methods.passkey.enabled': wayIn('passkey'),
  },
  inert: {
    display_name: 'Username-Password-Authentication',
    is_domain_connection: false,
    show_as_button: false,
    realms: ['Username-Password-Authentication'],
    metadata: {},
    'options.passwordPolicy': 'low',
    'options.password_dictionary.enable': true,
    'options.password_no_personal_info.enable': true,
    'options.brute_force_protection': true,
    'options.requires_username': false,
    'options.import_mode': false,
    'options.enabledDatabaseCustomization': false,
    'options.enable_script_context': false,
    'options.disable_self_service_change_password': false,
    'options.strategy_version': 2,
    'options.mfa.active': true,
    'options.mfa.return_enroll_settings': true,
  },
};
