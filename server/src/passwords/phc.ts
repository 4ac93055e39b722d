/**
 * The PHC string format: `$id$v=19$name=number,...$salt$hash`, salt and hash in base64 without padding. Only the text is
 * judged here; what a scheme makes of it is a row in schemes.ts.
 */

type PhcParameters = ReadonlyMap<string, number>;

export type Phc = {
  readonly id: string;
  readonly version: number | undefined;
  /** In the order of the text. */
  readonly parameters: PhcParameters;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
};

/** The longest that any scheme writes: 512 bytes of hash and 128 of salt. */
const MAX_CHARACTERS = 1_024;

const PHC =
  /^\$([a-z0-9-]{1,32})(?:\$v=([1-9][0-9]?))?\$([a-z]+=[0-9]+(?:,[a-z]+=[0-9]+){0,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Neither a leading zero nor more digits than any bound has, so that no two texts mean one hash. */
const NUMBER = /^[1-9][0-9]{0,8}$/;

/** Reads the text; undefined when it has another form. */
export function parsePhc(text: string): Phc | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const [, id, version, names, saltText, hashText] = PHC.exec(text) ?? [];
  if (id === undefined || names === undefined || saltText === undefined || hashText === undefined)
    return undefined;
  const parameters = parseParameters(names);
  const salt = decode(saltText);
  const hash = decode(hashText);
  if (!parameters || !salt || !hash) return undefined;
  return { id, version: version === undefined ? undefined : Number(version), parameters, salt, hash };
}

/** Writes what `parsePhc` reads. */
export function formatPhc({ id, version, parameters, salt, hash }: Phc): string {
  const names = [...parameters].map(([name, number]) => `${name}=${number}`).join(',');
  const parts = [id, ...(version === undefined ? [] : [`v=${version}`]), names, encode(salt), encode(hash)];
  return parts.map((part) => `$${part}`).join('');
}

function parseParameters(text: string): PhcParameters | undefined {
  const pairs = text.split(',').map((pair): readonly [string, string] => {
    const [name = '', number = ''] = pair.split('=');
    return [name, number];
  });
  if (!pairs.every(([, number]) => NUMBER.test(number))) return undefined;
  const parameters = new Map(pairs.map(([name, number]) => [name, Number(number)]));
  return parameters.size === pairs.length ? parameters : undefined;
}

/** Undefined where bits stand after the last byte: another text would mean the same bytes. */
function decode(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return encode(bytes) === text ? bytes : undefined;
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
