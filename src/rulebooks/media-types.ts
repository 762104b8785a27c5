/** Content types that Twilio made to fit the recipient's device. */
export const ADAPTED_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/gif'];

/** Content types that Twilio accepted in 2022 and passed on as they are, and the adapted ones. */
export const ACCEPTED_TYPES_2022: readonly string[] = [
  ...ADAPTED_TYPES,
  ...['image/bmp', 'image/tiff'],
  ...['basic', 'L24', 'mp4', 'mpeg', 'ogg', 'vorbis', 'vnd.rn-realaudio', 'vnd.wave'].map(audio),
  ...['3gpp', '3gpp2', 'ac3', 'webm', 'amr-nb', 'amr'].map(audio),
  ...['mpeg', 'mp4', 'quicktime', 'webm', '3gpp', '3gpp2', '3gpp-tt', 'H261', 'H263'].map(video),
  ...['H263-1998', 'H263-2000', 'H264'].map(video),
  ...['vcard', 'x-vcard', 'csv', 'rtf', 'richtext', 'calendar', 'directory'].map((type) => `text/${type}`),
  ...['application/pdf', 'application/vcard', 'application/vnd.apple.pkpass'],
];

/** Since then also these. */
export const ACCEPTED_TYPES_2026: readonly string[] = [
  ...ACCEPTED_TYPES_2022,
  'image/heic',
  'image/heif',
  'video/mpeg4',
];

function audio(type: string): string {
  return `audio/${type}`;
}

function video(type: string): string {
  return `video/${type}`;
}
