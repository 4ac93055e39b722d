/**
 * Leaving a form with something typed in it asks; a dialog over it is no leaving, and neither is the way to where one signs in again.
 */
import { useBlocker } from '@tanstack/react-router';
import { useApi } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';

/** A place in the dashboard, as the router tells of it. */
export type Place = { readonly pathname: string; readonly search: Readonly<Record<string, unknown>> };

/** Another part of a page is another form. */
function isSamePart(from: Place, to: Place): boolean {
  return from.pathname === to.pathname && from.search['part'] === to.search['part'];
}

export function useLeaving(isDirty: boolean, isSamePage = isSamePart): void {
  const { form } = useText();
  const { drafts } = useApi().session;
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isDirty && !isSamePage(current, next) && !window.confirm(form.leave),
    enableBeforeUnload: () => isDirty && !drafts.isTakenAlong(),
  });
}
