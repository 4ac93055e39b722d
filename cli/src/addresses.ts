/**
 * What `tacit apply` ends with: where its tenants are, and a link for each client that begins a sign-in.
 */
import type { Step } from '@tacit/server/operator';

/** Of each kind; a file may have thousands. */
const MAX_SHOWN = 5;

const SAYS: Readonly<Partial<Record<Step['kind'], (name: string) => string>>> = {
  tenant: (name) => `Issuer of ${name}`,
  client: (name) => `Sign in at ${name}`,
};

const COUNTED = [
  ['tenant', 'issuers'],
  ['client', 'links'],
] as const;

/** A line for each, what is left out, and what a machine needs to find them. */
export function addressLines(steps: readonly Step[]): readonly string[] {
  const leading = steps.filter(({ address }) => address !== undefined);
  const ofKind = (kind: Step['kind']) => leading.filter((step) => step.kind === kind);
  const shown = new Set(COUNTED.flatMap(([kind]) => ofKind(kind).slice(0, MAX_SHOWN)));
  const lines = leading
    .filter((step) => shown.has(step))
    .map(({ kind, name, address = '' }) => `${SAYS[kind]?.(name) ?? name}: ${address}`);
  const left = COUNTED.map(([kind, what]) => [ofKind(kind).length - MAX_SHOWN, what] as const)
    .filter(([count]) => count > 0)
    .map(([count, what]) => `and ${count} more ${what}`);
  return [...lines, ...left, ...remedyLines(ofKind('tenant').map(({ address = '' }) => address))];
}

/** RFC 6761 §6.3: browsers find every name below localhost, the resolver of many a system none. */
export function remedyLines(issuers: readonly string[]): readonly string[] {
  const below = issuers
    .map((issuer) => new URL(issuer).hostname)
    .filter((host) => host.endsWith('.localhost'));
  const [first] = below;
  if (first === undefined) return [];
  const found = below.length === 1 ? first : 'hosts below localhost';
  return [
    `Browsers find ${found}; programs, as Node on plain Debian, may not: add "127.0.0.1 ${first}" to /etc/hosts, or give the tenant \`domain: localhost\` if no other has it.`,
  ];
}
