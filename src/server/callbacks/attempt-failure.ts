import type { RetryCause } from './connection-overrides.ts';
import type { CallbackErrorCode } from './due-callback.ts';

/** Why a request failed. */
export interface AttemptFailure {
  readonly errorCode: CallbackErrorCode;
  readonly why: string;
  /** Which word of a retry policy covers it; undefined: none does. */
  readonly cause: RetryCause | undefined;
  /** Whether the endpoint closed a connection of an earlier request before it can have read this one. */
  readonly isStale: boolean;
}

/** What an error of a connection means. After the connection stood, one that breaks is a missing answer. */
export function connectionFailureOf(error: unknown, connected: boolean): Omit<AttemptFailure, 'isStale'> {
  const code = codeOf(error);
  if (HOST_UNKNOWN.has(code))
    return { errorCode: 11210, why: `The host is not known: ${code}.`, cause: 'ct' };
  if (CERTIFICATE.test(code))
    return { errorCode: 11237, why: `The certificate is not valid: ${code}.`, cause: 'ct' };
  if (TLS.test(code)) return { errorCode: 11220, why: `TLS could not be agreed on: ${code}.`, cause: 'ct' };
  if (!connected) return { errorCode: 11205, why: `There is no connection: ${code}.`, cause: 'ct' };
  return {
    errorCode: 11200,
    why: `The connection broke before the whole answer came: ${code}.`,
    cause: 'rt',
  };
}

/** Whether an error is what a connection ends with that the other side has closed. */
export function isClosing(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE'].includes(codeOf(error));
}

/** The system's word for an error; where all addresses of a host failed, for the first of them. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}

const HOST_UNKNOWN: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);

/** Codes of Node's TLS for a certificate that is not trusted, not of this host or not of this time. */
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|INVALID_(?:CA|PURPOSE)|PATH_LENGTH|HOSTNAME_MISMATCH/;
const TLS = /^ERR_(?:SSL|TLS)|^EPROTO$/;
