import { readScenario } from '../scenario/read.ts';
import { type Serving, serve } from '../server/serve.ts';
import { Session } from '../server/session.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { EnvironmentError, systemProblem } from './failure.ts';
import { nodeFiles } from './node-files.ts';
import type { ServeArguments } from './serve-arguments.ts';

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
  const session = new Session(reading.scenario, {
    accountSid: request['account-sid'],
    authToken: request['auth-token'],
  });
  const serving = await begin(session, request.port);
  const end = askedToEnd();
  process.stdout.write(greeting(session, serving, request));
  await end;
  await serving.stop();
  return EXIT.fine;
}

async function begin(session: Session, port: number): Promise<Serving> {
  try {
    return await serve(session, port);
  } catch (error) {
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
    ...plan.services.map(({ id }, index) => `  service ${session.serviceSid(index)} is ${id}`),
    '  The clock stands still: POST /_mpsim/clock/advance moves it. Ctrl-C ends.',
    '',
  ].join('\n');
}

/** Resolves once the user asks to stop. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
