import { exactDuration } from '../report/figures-in-words.ts';
import { readScenario } from '../scenario/read.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { speedWord } from '../server/clock-speed.ts';
import { FileArchive } from '../server/file-archive.ts';
import { holdJournal } from '../server/journal/hold-journal.ts';
import { type JournaledSession, takeUp } from '../server/journal/take-up.ts';
import { type ServeOptions, type Serving, serve } from '../server/serve.ts';
import { Session } from '../server/session.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { EnvironmentError, systemProblem } from './failure.ts';
import { journalFailure } from './journal-failure.ts';
import { nodeFiles } from './node-files.ts';
import type { ServeArguments } from './serve-arguments.ts';
import { version } from './version.ts';

/** A scenario without traffic, which is as good as any to a server. */
const NO_TRAFFIC = 'MP420';

/** Serves a scenario until Ctrl-C or `kill`. */
export async function serveFile(request: ServeArguments): Promise<ExitCode> {
  const reading = readScenario(request.file, nodeFiles);
  const diagnostics = reading.ok
    ? reading.warnings.filter(({ code }) => code !== NO_TRAFFIC)
    : reading.diagnostics;
  if (diagnostics.length > 0) process.stderr.write(diagnosticsText(diagnostics, process.stderr));
  if (!reading.ok) return exitCodeOf(reading.diagnostics);
  const letGo = held(request.journal);
  try {
    return await serveScenario(reading.scenario, request);
  } finally {
    letGo();
  }
}

/** Keeps others off the journal until what it gives is called. */
function held(journal: string | undefined): () => void {
  if (journal === undefined) return () => {};
  try {
    return holdJournal(journal);
  } catch (error) {
    throw journalFailure(error, journal);
  }
}

async function serveScenario(scenario: Scenario, request: ServeArguments): Promise<ExitCode> {
  const { session, before, noted } = sessionOf(scenario, request);
  const serving = await begin(session, request, {
    port: request.port,
    speed: request.clock,
    before,
    allowedHosts: request['allow-host'] ?? [],
    noted,
    log: (line) => request.quiet !== true && process.stderr.write(`${JSON.stringify(line)}\n`),
  });
  const end = askedToEnd();
  process.stdout.write(greeting(session, serving, request));
  await end;
  await serving.stop();
  return EXIT.fine;
}

function sessionOf(scenario: Scenario, request: ServeArguments): JournaledSession {
  const given = { accountSid: request['account-sid'], authToken: request['auth-token'] };
  const archive = new FileArchive();
  if (request.journal === undefined)
    return { session: new Session(scenario, given, [], archive), before: [], noted: () => {} };
  try {
    return takeUp(request.journal, scenario, given, version(), archive);
  } catch (error) {
    throw journalFailure(error, request.journal);
  }
}

async function begin(
  session: Session,
  { port, journal }: ServeArguments,
  options: ServeOptions,
): Promise<Serving> {
  try {
    return await serve(session, options);
  } catch (error) {
    const isOfPort = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
    if (!isOfPort && journal !== undefined) throw journalFailure(error, journal);
    throw new EnvironmentError(
      `cannot listen on port ${port}: ${systemProblem(error)}; choose another with --port`,
    );
  }
}

/** What somebody needs to point a client here. A token of one's own is not repeated. */
function greeting(session: Session, { url }: Serving, request: ServeArguments): string {
  const { plan } = session.livePlan;
  const { accountSid, authToken } = session.credentials;
  const isOwn = request['auth-token'] !== undefined;
  return [
    `Serving ${plan.name} at ${url}`,
    `  account ${accountSid}`,
    `  token   ${isOwn ? 'as given' : authToken}`,
    ...session.services.all.map(
      ({ entry: { id }, index }) => `  service ${session.serviceSid(index)} is ${id}`,
    ),
    session.speed === 0
      ? '  The clock stands still: POST /_mpsim/clock/advance moves it. Ctrl-C ends.'
      : `  The clock runs (${speedWord(session.speed)}). Ctrl-C ends.`,
    ...(request.journal === undefined
      ? []
      : [`  journal ${request.journal}, at ${exactDuration(session.live.nowUs)}`]),
    '',
  ].join('\n');
}

/** Resolves once the user asks to stop. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
