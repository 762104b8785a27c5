import { byMessage, type Fact, type History } from './history.ts';

/**
 * Nothing happens before its cause: facts are told in time order, and a message is wanted, submitted, begins to
 * leave, has left and is concluded in this order. No fact reaches the horizon.
 */
export function causalityBreaches(history: History, horizonUs: number): readonly string[] {
  const told = history.filter((fact) => fact.kind !== 'leftOpen');
  const back = told.filter((fact, place) => place > 0 && fact.atUs < told[place - 1]!.atUs);
  return [
    ...back.map((fact) => `${fact.kind} of message ${fact.serial} at ${fact.atUs} us was told too late`),
    ...told
      .filter((fact) => !(fact.atUs < horizonUs))
      .map((fact) => `${fact.kind} of message ${fact.serial} at ${fact.atUs} us is not before the horizon`),
    ...[...byMessage(history).values()].flatMap(lifeOutOfOrder),
  ];
}

function lifeOutOfOrder(facts: readonly Fact[]): readonly string[] {
  const fact = facts.at(-1)!;
  const { offeredAtUs, submittedAtUs, firstSegmentAtUs, lastSegmentAtUs, finalAtUs } = fact;
  const instants = [offeredAtUs, submittedAtUs, firstSegmentAtUs, lastSegmentAtUs, finalAtUs].filter(
    (us) => !Number.isNaN(us),
  );
  if (!instants.every(Number.isSafeInteger)) return [`message ${fact.serial} has times that are not whole`];
  const ordered = instants.every((us, place) => place === 0 || us >= instants[place - 1]!);
  return ordered ? [] : [`message ${fact.serial} lives out of order: ${instants.join(', ')} us`];
}
