/**
 * What a question about one page of a list says, and what its answer says of all of them.
 */
export const PER_PAGE = 25;

export function pageQuery(page: number) {
  return { page: page - 1, per_page: PER_PAGE, include_totals: true };
}

export function totalOf(answer: unknown): number {
  return typeof answer === 'object' && answer !== null && 'total' in answer ? Number(answer.total) : 0;
}
