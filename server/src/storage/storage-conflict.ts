/**
 * A record could not be saved because another has what must be unique.
 */
/** `record_moved`: others changed the record again and again, between its being read and written. */
export type StorageConflictCode = 'email_taken' | 'name_taken' | 'tenant_host_taken' | 'record_moved';

export class StorageConflict extends Error {
  readonly code: StorageConflictCode;

  constructor(code: StorageConflictCode, options?: ErrorOptions) {
    super(`Storage conflict: ${code}.`, options);
    this.name = 'StorageConflict';
    this.code = code;
  }
}
