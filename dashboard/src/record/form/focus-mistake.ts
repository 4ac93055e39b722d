/**
 * Leads to the first control that is wrong, opening what it is folded into.
 */
export function focusMistake(form: HTMLFormElement | null): void {
  const first = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const fold = first?.closest('details');
  if (fold) fold.open = true;
  first?.focus();
}
