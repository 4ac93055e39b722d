/**
 * The scripts of our pages that are the same everywhere, for tests that look for a script of somebody else.
 */
import { scriptMarkup } from '../../src/pages/scripts.ts';

const OWN = (['SHOW_PASSWORD', 'LIST_TIME_ZONES'] as const).map((name) => scriptMarkup(name).render());

/** A document without them. */
export function withoutOwnScripts(document: string): string {
  return OWN.reduce((rest, script) => rest.replaceAll(script, ''), document);
}
