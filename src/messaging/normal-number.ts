/**
 * A number as requests write it, in E.164: separators go, and ten digits, or eleven from 1, are a number of the US or
 * Canada. What looks like no number stays as it is. Source: Twilio, error dictionary, 21212 (2022-11).
 */
export function normalNumber(text: string): string {
  if (/^\+\d+$/.test(text)) return text;
  const written = text.trim();
  if (!/^\+?[\d ().-]+$/.test(written)) return text;
  const digits = written.replaceAll(/\D/g, '');
  if (written.startsWith('+')) return `+${digits}`;
  if (/^[2-9]\d{9}$/.test(digits)) return `+1${digits}`;
  return /^1[2-9]\d{9}$/.test(digits) ? `+${digits}` : text;
}
