/**
 * The pages of what somebody has of a sort.
 */
import { Link } from '@tanstack/react-router';
import { Pages } from '../../../parts/pages.tsx';
import { PER_PAGE, totalOf } from '../shown/page-query.ts';
import type { UserPart } from './user-search.ts';

type Props = {
  readonly id: string;
  readonly part: UserPart;
  readonly page: number;
  /** What was answered, with its total. */
  readonly value: unknown;
};

export function UserPages({ id, part, page, value }: Props) {
  return (
    <Pages
      page={page}
      per={PER_PAGE}
      total={totalOf(value)}
      turn={(next, says) => (
        <Link className="button secondary" to="/users/$id" params={{ id }} search={{ part, page: next }}>
          {says}
        </Link>
      )}
    />
  );
}
