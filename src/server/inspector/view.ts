import type { Clock } from '../clock.ts';
import { speedWord } from '../clock-speed.ts';
import type { LiveMessage } from '../live-message.ts';
import type { Session } from '../session.ts';
import type { SeriesPoint } from './series.ts';

/** The fullest senders are shown, as many as these. */
const QUEUES_MAX = 12;
/** So many senders can be chosen from in the page's forms. */
const CHOICES_MAX = 200;

/** What the page shows that is small: the clock, the counts and the fullest queues. */
export function figuresJson(session: Session, clock: Clock): object {
  const { live, faults } = session;
  const { presentUs, nextUs } = clock;
  return {
    clock: {
      now_us: presentUs,
      speed: speedWord(session.speed),
      factor: clock.isAdvancing ? 0 : session.speed,
      next_event_us: nextUs === Infinity ? null : nextUs,
      is_advancing: clock.isAdvancing,
    },
    requests: live.messages.count,
    open: live.open,
    messages: live.counts,
    ...queuesJson(session),
    faults,
  };
}

function queuesJson({ live, livePlan }: Session): object {
  const { backlogSegments } = live;
  const filled = [...backlogSegments.keys()].filter((index) => backlogSegments[index]! > 0);
  filled.sort((a, b) => backlogSegments[b]! - backlogSegments[a]!);
  return {
    waiting: waitingOf(backlogSegments),
    queues_filled: filled.length,
    queues: filled.slice(0, QUEUES_MAX).map((index) => {
      const { id, address } = livePlan.plan.senders[index]!;
      return { id, address, segments: backlogSegments[index] };
    }),
  };
}

/** What does not change before everything begins anew. */
export function sessionJson({ livePlan, scenario, credentials, services, live }: Session): object {
  const { senders, name, rulebook } = livePlan.plan;
  return {
    scenario: name,
    rulebook,
    account_sid: credentials.accountSid,
    start_ms: live.wallMsOf(0),
    senders: senders.slice(0, CHOICES_MAX).map(({ id, address }) => ({ id, address })),
    sender_count: senders.length,
    services: services.all.map(({ entry }) => entry.id),
    carriers: Object.keys(scenario.carriers ?? { default: {} }),
  };
}

/** A message as the list has it: without its text. */
export function rowJson(session: Session, message: LiveMessage): object {
  const { index, to, from, status, errorCode, segments, isMms, sender, updatedAtUs } = message;
  const of = session.livePlan.plan.senders[sender];
  return {
    index,
    to: to ?? '',
    from: of?.address ?? from ?? '',
    status,
    error_code: errorCode,
    segments,
    is_mms: isMms,
    updated_us: updatedAtUs,
  };
}

/** Where the session stands. O(senders). */
export function pointOf({ live }: Session, us: number): SeriesPoint {
  const { sent = 0, delivered = 0, undelivered = 0 } = live.counts;
  return [
    us,
    waitingOf(live.backlogSegments),
    live.messages.count,
    sent + delivered + undelivered,
    delivered,
  ];
}

function waitingOf(backlogSegments: readonly number[]): number {
  return backlogSegments.reduce((sum, segments) => sum + segments, 0);
}
