/**
 * A record could not be saved because another has what must be unique.
 */
export type StorageConflictCode = 'email_taken' | 'name_taken' | 'tenant_host_taken';

export class StorageConflict extends Error {
  readonly code: StorageConflictCode;

  constructor(code: StorageConflictCode, options?: ErrorOptions) {
    super(`Storage conflict: ${code}.`, options);
    this.name = 'StorageConflict';
    this.code = code;
  }
}
