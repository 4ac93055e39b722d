import type { Subject } from './subject.ts';
export async function startTacit(): Promise<Subject> {
  throw new Error('Tacit is not yet a subject.');
}
