import type { Plan, PlanLane, PlanStream } from '../scenario/plan.ts';

/** Whether all requests of a stream name their senders, are queued at once, and wait for nothing but their turn. */
export function isPlainStream(plan: Plan, stream: PlanStream): boolean {
  const { service, sendAt, cancel, media, validityUs } = stream;
  const { account, overflow } = plan;
  return (
    service === -1 &&
    validityUs === Infinity &&
    sendAt === undefined &&
    cancel === undefined &&
    media === undefined &&
    account.concurrency === undefined &&
    account.daily === undefined &&
    overflow.direct.surface === 'failed' &&
    stream.senders.every((sender) => {
      const { campaign, routeFailures } = plan.senders[sender]!;
      return campaign === -1 && routeFailures.every((code) => code === 0);
    })
  );
}

/** Whether a lane has one bucket, gives it a token a segment, and shares nothing: all lanes under the guide do. */
export function isPlainLane({ media, tokensByCountry, levels, mediaLevels }: PlanLane): boolean {
  return (
    media === undefined && tokensByCountry === undefined && levels.length === 0 && mediaLevels.length === 0
  );
}
