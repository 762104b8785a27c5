import { closeSync, existsSync, openSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Archive } from '../archive.ts';
import type { TimedInput } from '../input.ts';
import { type GivenCredentials, Session } from '../session.ts';
import { JOURNAL_SCHEMA, Journal, servedPart } from './journal.ts';
import { JournalError, readJournal } from './read-journal.ts';

/** A session that is noted in a journal. */
export interface JournaledSession {
  readonly session: Session;
  /** What it was asked before, to be repeated. */
  readonly before: Iterable<TimedInput>;
  /** Appends an input. To be called once all of `before` was repeated. @throws the system's error. */
  readonly noted: (input: TimedInput) => void;
}

/**
 * Begins a session and its journal, or takes up the session of a journal that is there.
 *
 * @param archive takes the messages that ended long ago; in memory without one.
 * @throws JournalError where the file is no journal, or one of another session; the system's error.
 */
export function takeUp(
  path: string,
  scenario: Scenario,
  given: GivenCredentials,
  version: string,
  archive?: Archive,
): JournaledSession {
  const reading = existsSync(path) ? readJournal(path) : undefined;
  // As it is read back from the file.
  const served: Scenario = JSON.parse(JSON.stringify(servedPart(scenario)));
  const accepted = {
    accountSid: given.accountSid ?? reading?.head.accountSid,
    authToken: given.authToken,
  };
  const session = new Session(scenario, accepted, [], archive);
  const { accountSid } = session.credentials;
  if (reading === undefined) {
    const journal = Journal.begin(path, {
      schema: JOURNAL_SCHEMA,
      mpsim: version,
      accountSid,
      scenario: served,
    });
    return { session, before: [], noted: (input) => journal.append(input) };
  }
  if (!isDeepStrictEqual(reading.head.scenario, served))
    throw new JournalError(
      `${path}:1: it is of another scenario than ${scenario.name} as it now stands; name another journal, or restore the scenario`,
    );
  if (reading.head.accountSid !== accountSid)
    throw new JournalError(
      `${path}:1: it is of the account ${reading.head.accountSid}; name another journal`,
    );
  // Whether it can be written is better known now than at the first input.
  closeSync(openSync(path, 'r+'));
  let journal: Journal | undefined;
  return {
    session,
    before: reading.inputs,
    noted: (input) => {
      journal ??= Journal.resume(path, reading.bytes());
      journal.append(input);
    },
  };
}
