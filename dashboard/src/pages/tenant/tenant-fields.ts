/**
 * The fields of a tenant that is made or moved. It is suspended by a button of its own.
 */
import { KINDS, namesAt } from '@tacit/server/resources';

export const TENANT_FIELDS = namesAt('auth0', KINDS.tenant).filter(
  ({ own, field }) => !field.computed && own !== 'suspended',
);
