/** In place of a level: the bucket of the lane itself. */
export const OWN_BUCKET: number = -1;
/** In place of a row: nothing stands in the lane. */
export const NO_HEAD: number = -1;

/**
 * The port through which the model tells what lanes wait for. Somebody who hears it has every departure scheduled as an
 * event of its own, told at its instant; who does not costs nothing.
 */
export interface LaneFacts {
  /** A message, of this row of the ledger, joins a lane. */
  joined(lane: number, row: number, atUs: number): void;
  /** From now on it is this message's turn in a lane; {@link NO_HEAD}: the lane is empty. */
  headChanged(lane: number, row: number, atUs: number): void;
  /**
   * From now on the head of a lane waits for a token of the lane's own ({@link OWN_BUCKET}), or, having that, stands in
   * line for one of this level of the plan.
   */
  headWaits(lane: number, level: number, atUs: number): void;
}

/** Tells every listener in turn; undefined when there is none. */
export function tellAllOfLanes(listeners: readonly LaneFacts[]): LaneFacts | undefined {
  const [only] = listeners;
  if (listeners.length <= 1) return only;
  return {
    joined: (lane, row, atUs) => listeners.forEach((listener) => listener.joined(lane, row, atUs)),
    headChanged: (lane, row, atUs) => listeners.forEach((listener) => listener.headChanged(lane, row, atUs)),
    headWaits: (lane, level, atUs) => listeners.forEach((listener) => listener.headWaits(lane, level, atUs)),
  };
}
