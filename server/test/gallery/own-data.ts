import {
  accountDataPage,
  accountDeletedPage,
  type RemovalSection,
  removeAccountPage,
} from '../../src/pages/account/own-data.ts';
import { AT, frameOf } from './account-frame.ts';
import type { PageState } from './page-state.ts';

function data(name: string, may_remove: boolean, deletes_at?: number): PageState {
  return {
    name,
    render: (look) => accountDataPage({ ...frameOf(look, 'data'), deletes_at }, { may_remove }),
  };
}

function removal(name: string, differences: Partial<RemovalSection>): PageState {
  const shown = { deletes_at: AT, error: undefined, ...differences };
  return { name, render: (look) => removeAccountPage(frameOf(look, 'data'), shown) };
}

export const OWN_DATA: readonly PageState[] = [
  data('account-data', true),
  data('account-data-no-removal', false),
  data('account-data-removal-waits', false, AT),
  removal('account-remove', {}),
  removal('account-remove-at-once', { deletes_at: undefined }),
  removal('account-remove-mismatch', { error: 'mismatch' }),
  removal('account-remove-throttled', { error: 'throttled' }),
  { name: 'account-deleted', render: (look) => accountDeletedPage({ look }) },
];
