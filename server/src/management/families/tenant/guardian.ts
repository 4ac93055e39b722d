/**
 * Second factors: which there are, and when one is asked for.
 */
import { err, ok } from '../../../protocol/result.ts';
import type { SecondFactor } from '../../../protocol/tenant/tenant.ts';
import { required } from '../../../resources/field.ts';
import { boolean } from '../../../resources/shape.ts';
import type { TenantSettings } from '../../../resources/tenant/settings.ts';
import { type Operation, operation } from '../../operation.ts';
import { inexistent, invalid, problem } from '../../problem.ts';
import { reviseSettings, settingsNow } from '../../settings-changes.ts';

/** By Auth0's name: the kind of ours, whether it is always there, or undefined where it is not here. */
const FACTORS: ReadonlyMap<string, SecondFactor | 'always' | undefined> = new Map([
  ['otp', 'otp'],
  ['email', 'email'],
  // A passkey of the device and a key in the hand are enrolled and used by the same page.
  ['webauthn-roaming', 'webauthn'],
  ['webauthn-platform', 'webauthn'],
  ['recovery-code', 'always'],
  ['sms', undefined],
  ['push-notification', undefined],
  ['duo', undefined],
]);

function factorsOf({ second_factors }: TenantSettings) {
  return [...FACTORS].map(([name, kind]) => ({
    name,
    enabled: kind === 'always' || (kind !== undefined && second_factors.includes(kind)),
    trial_expired: false,
  }));
}

const FACTOR = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    enabled: { type: 'boolean' },
    trial_expired: { const: false },
  },
} as const;

/** Auth0 has one word for always, and none for the rest. */
const ALWAYS = ['all-applications'] as const;

const POLICIES = { type: 'array', items: { enum: ALWAYS } } as const;

function policiesOf({ second_factor }: TenantSettings): readonly string[] {
  return second_factor === 'always' ? ALWAYS : [];
}

export const GUARDIAN_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ id: 'guardian_factors_list', method: 'GET', path: '/guardian/factors' },
    sentence: 'Lists the second factors, and which of them can be enrolled and used.',
    scopes: ['read:guardian_factors'],
    answers: { 200: { type: 'array', items: FACTOR } },
    async handle({ exchange }) {
      const found = await settingsNow(exchange);
      return found.ok ? ok({ status: 200, body: factorsOf(found.value.settings) }) : found;
    },
  }),
  operation({
    ...{ id: 'guardian_factors_set', method: 'PUT', path: '/guardian/factors/{name}' },
    sentence: 'Says whether a second factor can be enrolled and used.',
    scopes: ['update:guardian_factors'],
    body: { enabled: required(boolean, { sentence: 'It can.' }) },
    answers: { 200: { type: 'object', properties: { enabled: { type: 'boolean' } } } },
    async handle({ exchange, access, version, path: { name = '' }, body: { enabled } }) {
      if (!FACTORS.has(name)) return err(inexistent('factor'));
      const kind = FACTORS.get(name);
      const isSo = kind === undefined ? !enabled : kind === 'always' && enabled;
      if (isSo) return ok({ status: 200, body: { enabled } });
      if (kind === undefined) return err(problem(501, 'not_here', `There is no second factor ${name} here.`));
      if (kind === 'always')
        return err(
          invalid('body', [
            {
              code: 'not_here',
              path: ['enabled'],
              message: 'can only be true here: nobody is to be locked out',
            },
          ]),
        );
      const changed = await reviseSettings({ exchange, access, version }, ({ second_factors }) => {
        const others = second_factors.filter((one) => one !== kind);
        const isThere = second_factors.includes(kind) === enabled;
        return ok({ said: isThere ? {} : { second_factors: enabled ? [...others, kind] : others } });
      });
      return changed.ok ? ok({ status: 200, body: { enabled } }) : changed;
    },
  }),
  operation({
    ...{ id: 'guardian_policies_list', method: 'GET', path: '/guardian/policies' },
    sentence: 'Says whether a second factor is always asked for; else it is when one is enrolled, or never.',
    scopes: ['read:mfa_policies'],
    answers: { 200: POLICIES },
    async handle({ exchange }) {
      const found = await settingsNow(exchange);
      return found.ok ? ok({ status: 200, body: policiesOf(found.value.settings) }) : found;
    },
  }),
  {
    ...{ id: 'guardian_policies_set', method: 'PUT', path: '/guardian/policies', query: {} },
    sentence: 'Has a second factor asked for always, or, with an empty list, no longer always.',
    scopes: ['update:mfa_policies'],
    body: { reads: 'list', schema: POLICIES },
    answers: { 200: POLICIES },
    async handle({ exchange, access, version, body: { list } }) {
      const named: readonly unknown[] = Array.isArray(list) ? list : [];
      const wrong = named.findIndex((name) => name !== ALWAYS[0]);
      if (wrong >= 0)
        return err(
          invalid('body', [{ code: 'not_here', path: [wrong], message: `can only be ${ALWAYS[0]} here` }]),
        );
      const wanted = named.length > 0;
      const changed = await reviseSettings({ exchange, access, version }, ({ second_factor }) => {
        // Never stays never: who asks for less than always has not asked for more than it is.
        const isSo = (second_factor === 'always') === wanted;
        return ok({ said: isSo ? {} : { second_factor: wanted ? 'always' : 'when_enrolled' } });
      });
      return changed.ok ? ok({ status: 200, body: policiesOf(changed.value) }) : changed;
    },
  },
];
