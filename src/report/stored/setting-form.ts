import { isZone } from '../../kernel/civil-time.ts';
import type { Setting, SettingSender, SettingStream } from '../../measure/result.ts';
import {
  type Form,
  finite,
  flag,
  listOf,
  Misfit,
  oneOf,
  optional,
  record,
  text,
  whole,
  wholeFrom,
} from './form.ts';

/** The first and the last millisecond of the years 0 to 9999, which every calendar can show. */
const [EPOCH_MIN, EPOCH_MAX] = [-62_167_219_200_000, 253_402_300_799_999];
const OFFSET_MAX = 24 * 60;

const zone: Form<string> = {
  write: (name) => name,
  read(json, at) {
    const name = text.read(json, at);
    if (!isZone(name)) throw new Misfit(at, 'a time zone that this Node knows');
    return name;
  },
};

const sender = record<SettingSender>({
  id: text,
  entry: text,
  address: text,
  class: text,
  country: optional(text),
  segmentsPerSecond: optional(finite),
  limitedBy: oneOf(['rate', 'message', 'campaign']),
  burst: finite,
  queueLimitSegments: optional(finite),
});

/** What the run was about. */
export const setting: Form<Setting> = record<Setting>({
  scenario: text,
  rulebook: text,
  seed: text,
  replication: whole,
  anchor: optional(
    record<NonNullable<Setting['anchor']>>({
      epochMs: wholeFrom(EPOCH_MIN, EPOCH_MAX),
      offsetMinutes: wholeFrom(-OFFSET_MAX, OFFSET_MAX),
      zone: optional(zone),
    }),
  ),
  horizonUs: optional(whole),
  warmUp: optional(
    record<NonNullable<Setting['warmUp']>>({
      method: oneOf(['fixed', 'mser-5']),
      untilUs: whole,
      isRunTooShort: flag,
    }),
  ),
  senders: listOf(sender),
  traffic: listOf(record<SettingStream>({ id: text, senders: listOf(whole) })),
  carriers: listOf(record<Setting['carriers'][number]>({ id: text })),
  incidents: listOf(
    record<Setting['incidents'][number]>({ atUs: whole, untilUs: optional(whole), words: text }),
  ),
  assumptions: listOf(text),
});
