import type { MediaLimits, Medium, MessageRequest } from './request.ts';

/**
 * The code that a message fails with once its media are fetched; 0 when they are fine. Where the provider looks at
 * media before it answers, acceptance has refused the mismatch already.
 */
export function mediaFailure({ media = [], body = '' }: MessageRequest, limits: MediaLimits): number {
  const { mismatch, tooLarge } = limits;
  const missing = media.find(({ failure }) => failure !== undefined);
  if (missing?.failure !== undefined) return missing.failure;
  const areUsable = media.every((medium) => isServedAsItIs(medium) && isAccepted(medium, limits));
  if (!areUsable && mismatch.surface === 'failed') return mismatch.code;
  return isTooLarge(media, body, limits) && tooLarge.surface === 'failed' ? tooLarge.code : 0;
}

/** Whether the address of a medium answers with its content type. One of which nothing is known does. */
export function isServedAsItIs({ type, servedAs }: Medium): boolean {
  if (servedAs === undefined) return true;
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(bare(servedAs))) return false;
  return type === undefined || bare(type) === bare(servedAs);
}

/** Whether the provider takes the content type of a medium at all. */
export function isAccepted({ type, servedAs }: Medium, { accepted }: MediaLimits): boolean {
  const named = servedAs ?? type;
  return named === undefined || accepted === undefined || accepted.some((one) => bare(one) === bare(named));
}

function isTooLarge(media: readonly Medium[], body: string, limits: MediaLimits): boolean {
  if (media.length === 0) return false;
  const text = new TextEncoder().encode(body).length;
  const bytes = media.reduce((sum, medium) => sum + (medium.bytes ?? 0), text);
  const areAdapted = media.every(({ type }) => type === undefined || limits.adapted.includes(bare(type)));
  return bytes > (areAdapted ? limits.maximumBytes : limits.maximumBytesUnadapted);
}

/** A content type without its parameters, in small letters; image/jpg is a common way to write image/jpeg. */
function bare(type: string): string {
  const [name = ''] = type.split(';');
  const small = name.trim().toLowerCase();
  return small === 'image/jpg' ? 'image/jpeg' : small;
}
