/**
 * Lays a dialog over the page, by its address; undefined: nothing any more. `of` says which entry of the page it is about.
 */
import { useNavigate } from '@tanstack/react-router';

export function useOpen<Dialog extends string>(): (dialog: Dialog | undefined, of?: string) => void {
  const navigate = useNavigate();
  return (dialog, of) =>
    void navigate({
      to: '.',
      search: ({ dialog: _, of: __, ...before }: Readonly<Record<string, unknown>>) => ({
        ...before,
        ...(dialog === undefined ? {} : { dialog }),
        ...(of === undefined ? {} : { of }),
      }),
    });
}
