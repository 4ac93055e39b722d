/**
 * The one place that turns a refusal of the Management API into what a page can show (server/src/management/problem.ts).
 */

/** What is wrong with a field: where it stands in the document that was sent, and what follows its name. */
export type Mistake = {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
};

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly mistakes: readonly Mistake[];
  /** What an operator finds the request by in the log. */
  readonly request_id: string | undefined;
  /** The scopes of which any one would have let it through; none: that is not why. */
  readonly needs: readonly string[];

  constructor(
    refusal: Pick<ApiError, 'status' | 'code' | 'message' | 'mistakes' | 'request_id'>,
    needs: readonly string[] = [],
  ) {
    super(refusal.message);
    this.status = refusal.status;
    this.code = refusal.code;
    this.mistakes = refusal.mistakes;
    this.request_id = refusal.request_id;
    this.needs = needs;
  }
}

type Body = {
  readonly message?: string;
  readonly errorCode?: string;
  readonly mistakes?: readonly Mistake[];
};

/** The refusal that an answer is; a proxy in between may have said something that is no JSON. */
export async function readProblem(response: Response, needs: readonly string[]): Promise<ApiError> {
  const body: Body = await response.json().catch(() => ({}));
  const refusal = {
    status: response.status,
    code: body.errorCode ?? 'unreadable',
    message: body.message ?? `${response.status} ${response.statusText}`,
    mistakes: body.mistakes ?? [],
    request_id: response.headers.get('x-request-id') ?? undefined,
  };
  return new ApiError(refusal, needs);
}

/** No answer at all: the server is away, or the network. */
export function unreachable(cause: unknown): ApiError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ApiError({ status: 0, code: 'unreachable', message, mistakes: [], request_id: undefined });
}
