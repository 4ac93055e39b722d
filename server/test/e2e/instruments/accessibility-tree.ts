/**
 * What Chromium tells a screen reader of the page that it shows: roles, names and states of its accessibility tree.
 */
import type { Page } from 'playwright-core';

type Property = { readonly name: string; readonly value: { readonly value?: unknown } };

/** A node as the DevTools protocol gives it. */
type AXNode = {
  readonly nodeId: string;
  readonly childIds?: readonly string[];
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly description?: { readonly value?: unknown };
  readonly properties?: readonly Property[];
};

const CONTROLS = ['button', 'link', 'textbox', 'checkbox', 'radio', 'combobox', 'spinbutton'];

const TOLD: ReadonlySet<string> = new Set([
  ...CONTROLS,
  'heading',
  'alert',
  'status',
  'image',
  'main',
  'contentinfo',
  'navigation',
  'region',
]);

/** States that are said with the name. */
const STATES: ReadonlySet<string> = new Set(['required', 'invalid', 'focused', 'level', 'checked']);

const UNSET: ReadonlySet<string> = new Set(['false', '']);

/** The nodes that are told, in the order of reading. */
export async function nodes(page: Page): Promise<readonly AXNode[]> {
  // A browser focuses what asks for it after the page is there.
  await page.waitForSelector('[autofocus]:not(:focus)', { state: 'detached' });
  const session = await page.context().newCDPSession(page);
  const tree = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map<string, AXNode>(tree.nodes.map((node) => [node.nodeId, node]));
  const inOrder = (node: AXNode | undefined): readonly AXNode[] =>
    node === undefined ? [] : [node, ...(node.childIds ?? []).flatMap((id) => inOrder(byId.get(id)))];
  return inOrder(tree.nodes[0]).filter(({ ignored, role }) => !ignored && TOLD.has(String(role?.value)));
}

/** `textbox "Email address" required focused`, and what describes it after a dash. */
export function line({ role, name, description, properties = [] }: AXNode): string {
  const states = properties
    .filter((property) => STATES.has(property.name) && !UNSET.has(String(property.value.value)))
    .map(({ name, value }) => (String(value.value) === 'true' ? name : `${name}=${value.value}`));
  const described = description?.value ? ` - ${description.value}` : '';
  return [role?.value, `"${name?.value ?? ''}"`, ...states].join(' ') + described;
}

/** The controls among them that have no name. */
export function unnamed(told: readonly AXNode[]): readonly string[] {
  return told.filter(({ role, name }) => CONTROLS.includes(String(role?.value)) && !name?.value).map(line);
}
