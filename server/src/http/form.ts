/**
 * The body of a form post (RFC 6749 Appendix B): one media type, one charset, and a limit that holds while it arrives.
 */
import { asciiLowerCase, wholeNumber, withoutOws } from '../protocol/octets.ts';
import { err, ok, type Result } from '../protocol/result.ts';

export type FormRefusal = 'unsupported_media_type' | 'too_large' | 'malformed';

const FORM = 'application/x-www-form-urlencoded';

const JSON_TYPE = 'application/json';

/** May be named, but only as what it must be anyway (URL Standard §5.1); `utf8` is another label of it (Encoding Standard §4.2). */
const CHARSET = /^charset=(?:utf-?8|"utf-?8")$/i;

const DEFAULT_LIMIT_BYTES = 32 * 1024;

/** The body as it was sent, decoded once as UTF-8; parsing it is up to protocol/parameters.ts. */
export async function readForm(
  request: Request,
  limit_bytes: number = DEFAULT_LIMIT_BYTES,
): Promise<Result<string, FormRefusal>> {
  return isForm(request) ? readBody(request, limit_bytes) : err('unsupported_media_type');
}

/** A form, or the JSON that Auth0's SDKs send in its place. */
export async function readFormOrJson(
  request: Request,
): Promise<Result<{ readonly type: 'form' | 'json'; readonly text: string }, FormRefusal>> {
  const type = isForm(request) ? 'form' : isJson(request) ? 'json' : undefined;
  if (!type) return err('unsupported_media_type');
  const text = await readBody(request, DEFAULT_LIMIT_BYTES);
  return text.ok ? ok({ type, text: text.value }) : text;
}

/** A JSON document as it was sent. */
export async function readJson(
  request: Request,
  limit_bytes: number = DEFAULT_LIMIT_BYTES,
): Promise<Result<string, FormRefusal>> {
  return isJson(request) ? readBody(request, limit_bytes) : err('unsupported_media_type');
}

function isForm(request: Request): boolean {
  return isOfType(request, FORM);
}

function isJson(request: Request): boolean {
  return isOfType(request, JSON_TYPE);
}

/** RFC 9110 §8.3.1; a parameter that is empty says nothing (§5.6.6). */
function isOfType(request: Request, type: string): boolean {
  const [media = '', ...rest] = (request.headers.get('content-type') ?? '').split(';').map(withoutOws);
  const parameters = rest.filter((parameter) => parameter !== '');
  return (
    asciiLowerCase(media) === type && parameters.length <= 1 && parameters.every((one) => CHARSET.test(one))
  );
}

async function readBody(request: Request, limit_bytes: number): Promise<Result<string, FormRefusal>> {
  if (request.headers.has('content-encoding')) return err('unsupported_media_type');
  const length_bytes = wholeNumber(request.headers.get('content-length') ?? '0');
  if (length_bytes === undefined || length_bytes > limit_bytes) return err('too_large');
  // Whoever says how long the body is, is held to it by the parser; read whole, it costs half of what a stream does.
  if (request.headers.has('content-length')) return readWhole(request);
  if (request.body === null) return ok('');
  return readText(request.body, limit_bytes);
}

async function readWhole(request: Request): Promise<Result<string, FormRefusal>> {
  try {
    return ok(decodeText(await request.arrayBuffer()));
  } catch {
    // Either the bytes are not UTF-8 or the sender hung up half way: the form is not whole.
    return err('malformed');
  }
}

/** A byte order mark is data like any other byte, and a byte that is not UTF-8 is refused instead of replaced. */
function decodeText(bytes: ArrayBuffer | Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

async function readText(
  body: ReadableStream<Uint8Array>,
  limit_bytes: number,
): Promise<Result<string, FormRefusal>> {
  const chunks: Uint8Array[] = [];
  let size_bytes = 0;
  try {
    for await (const chunk of body) {
      size_bytes += chunk.byteLength;
      if (size_bytes > limit_bytes) return err('too_large');
      chunks.push(chunk);
    }
    return ok(decodeText(Buffer.concat(chunks)));
  } catch {
    return err('malformed');
  }
}
