import { join } from 'node:path';
import type { EventSource } from '../experiment/divergence.ts';
import { traceEventOf } from '../experiment/trace-event.ts';
import type { Recorder } from '../report/recorder.ts';
import { RECORDS } from '../report/renderers.ts';
import { compile } from '../scenario/compile.ts';
import { type Run, startRun } from '../simulate.ts';
import { UsageError, withRunContext } from './failure.ts';
import { fileLines } from './file-lines.ts';
import { repeatCommand } from './repeat-command.ts';
import { isFolder, type NamedScenario } from './scenario-files.ts';

/** The events of a run, and what they are read from. */
export interface OpenEvents extends EventSource {
  /** How far it has come. */
  readonly nowUs: () => number;
  readonly close: () => void;
}

/**
 * The events of a scenario, which is simulated as they are asked for, or of the trace in a folder or a file.
 *
 * @throws EnvironmentError where the trace cannot be had; UsageError, also later, where it is none.
 */
export function openEvents(path: string, scenario: NamedScenario | undefined): OpenEvents {
  const file = isFolder(path) ? join(path, RECORDS.trace.file) : path;
  if (scenario === undefined && file.endsWith('.json'))
    throw new UsageError(`${file} holds figures and no events; name a folder with ${RECORDS.trace.file}`);
  const lines =
    scenario === undefined ? fileLines(file, 'mpsim run --trace writes it') : simulatedLines(scenario);
  let line = 0;
  let nowUs = 0;
  return {
    lines: {
      next: () => {
        line += 1;
        return lines.next();
      },
    },
    eventOf: (text) => {
      const event = traceEventOf(text);
      if (event === undefined)
        throw new UsageError(
          `${file}:${line}  this is no event of a trace; mpsim run --trace writes it anew`,
        );
      nowUs = event.t;
      return event;
    },
    nowUs: () => nowUs,
    close: () => lines.return(undefined),
  };
}

/** Events handled before the lines that they gave are handed on. */
const EVENTS_A_SLICE = 500;

/** The lines of the trace that a run of the scenario would write. */
function* simulatedLines({ file, scenario }: NamedScenario): Generator<string, undefined> {
  let run: Run | undefined;
  try {
    const plan = compile(scenario);
    let text = '';
    let recorder: Recorder | undefined;
    const write = (piece: string): void => {
      text += piece;
    };
    const observer = (view: Parameters<typeof RECORDS.trace.recorder>[1]): Recorder => {
      recorder = RECORDS.trace.recorder(plan, view, write);
      return recorder;
    };
    run = startRun(plan, { observers: [observer] });
    for (let isMore = true; isMore; ) {
      isMore = run.advance(EVENTS_A_SLICE);
      if (!isMore) run.finish();
      recorder?.end();
      const lines = text.split('\n');
      text = '';
      // The last line has its end, too.
      lines.pop();
      yield* lines;
    }
    return undefined;
  } catch (error) {
    const command = repeatCommand(file, scenario.seed, { changes: [] });
    throw withRunContext(error, { ...scenario, replication: 0, nowUs: run?.nowUs, command });
  }
}
