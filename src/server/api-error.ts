/** An error as the API answers it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status. */
  readonly status: number;
  readonly code: number;
  /** More than the message says; absent from the answer when undefined. */
  readonly detail: string | undefined;

  constructor(status: number, code: number, message: string, detail?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  /** The body of the answer. Source: recorded replies (2023-11). */
  get body(): object {
    const { code, message, status, detail } = this;
    return {
      code,
      ...(detail === undefined ? {} : { detail }),
      message,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status,
    };
  }
}

/** An input could not be noted in the journal, and so has no effect. */
export class NotNoted extends ApiError {
  /** @param why the system's error. */
  constructor(why: unknown) {
    const problem = why instanceof Error ? why.message : String(why);
    super(
      500,
      20500,
      `The journal of mpsim serve cannot be written (${problem}), so nothing was changed, though the clock may have moved on. Make room for it, and try again.`,
    );
  }
}

/** No such resource. */
export function notFound(path: string): ApiError {
  return new ApiError(404, 20404, `The requested resource ${path} was not found`);
}

/** A request that is no proper HTTP request to this API. */
export function badRequest(status: number, message: string): ApiError {
  return new ApiError(status, 20001, message);
}
