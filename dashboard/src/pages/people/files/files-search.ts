/**
 * Which job is looked at, as the address says it: it goes on while nobody looks.
 */
export type FilesSearch = { readonly job?: string };

export function readFilesSearch({ job }: Readonly<Record<string, unknown>>): FilesSearch {
  return typeof job === 'string' && job !== '' ? { job } : {};
}
