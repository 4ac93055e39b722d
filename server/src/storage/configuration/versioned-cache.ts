/**
 * Records in memory that are read for each request and changed seldom. All of them are dropped when the version of what
 * they come from grows.
 */

const MAX_KNOWN = 10_000;

/** Anybody can ask for ids that do not exist: they have a place of their own, so that they cannot push out what does. */
const MAX_UNKNOWN = 1_000;

export class VersionedCache<T> {
  readonly #known = new Map<string, Promise<T | undefined>>();
  readonly #unknown = new Map<string, Promise<T | undefined>>();
  readonly #currentVersion: () => number;
  #version = -1;

  constructor(currentVersion: () => number) {
    this.#currentVersion = currentVersion;
  }

  /** What is cached under the key, else what `load` gives; many who ask at once share one load. */
  read(key: string, load: () => Promise<T | undefined>): Promise<T | undefined> {
    // Read before the rows: a change that comes in between makes what we load old, never wrongly new.
    const version = this.#currentVersion();
    if (version !== this.#version) {
      this.#known.clear();
      this.#unknown.clear();
      this.#version = version;
    }
    return this.#known.get(key) ?? this.#unknown.get(key) ?? this.#load(key, load);
  }

  #load(key: string, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const loading = load();
    put(this.#unknown, { key, loading, limit: MAX_UNKNOWN });
    loading.then(
      (value) => {
        if (value === undefined || this.#unknown.get(key) !== loading) return;
        this.#unknown.delete(key);
        put(this.#known, { key, loading, limit: MAX_KNOWN });
      },
      () => {
        // Whoever waits gets the error; the next one asks again.
        if (this.#unknown.get(key) === loading) this.#unknown.delete(key);
      },
    );
    return loading;
  }
}

function put<T>(
  entries: Map<string, Promise<T>>,
  { key, loading, limit }: { readonly key: string; readonly loading: Promise<T>; readonly limit: number },
): void {
  const oldest = entries.size < limit ? undefined : entries.keys().next().value;
  if (oldest !== undefined) entries.delete(oldest);
  entries.set(key, loading);
}

/** A key that no other tenant's id can spell. */
export function cacheKey(tenant_id: string, id: string): string {
  return `${tenant_id.length} ${tenant_id} ${id}`;
}
