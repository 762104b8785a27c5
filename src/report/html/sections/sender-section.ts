import { counted, grouped, percentOf } from '../../figures-in-words.ts';
import { limitOf } from '../../sender-table.ts';
import { utilisationOf } from '../../utilisation.ts';
import { worstSenders } from '../../worst-senders.ts';
import { html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { type Cell, figure, tableOf } from '../parts.ts';

/** Senders that the table shows. */
const SENDERS_MAX = 100;

/** What each sender did; of thousands those with the longest queues. */
export function senderSection(page: Page): Section {
  const { senders } = page.report.result.setting;
  const shown =
    senders.length <= SENDERS_MAX
      ? senders.map((_, sender) => sender)
      : worstSenders(page.report.result).slice(0, SENDERS_MAX);
  const columns = [
    { title: 'sender' },
    { title: 'address' },
    { title: 'limit', isNumber: true },
    { title: 'segments sent', isNumber: true },
    { title: 'used', isNumber: true },
    { title: 'peak queue', isNumber: true },
    { title: 'at', isNumber: true },
    { title: 'drained', isNumber: true },
  ];
  const rows = shown.map((sender) => senderCells(page, sender));
  const note =
    shown.length < senders.length
      ? `The ${grouped(shown.length)} senders with the longest queues, of ${grouped(senders.length)}; summary.json has all.`
      : counted(senders.length, 'sender');
  return {
    id: 'senders',
    title: 'Senders',
    body: html`${tableOf('Senders', columns, rows, { isSortable: true, hidesCaption: true })}
<p class="note">${note.replace(/(?<!\.)$/, '.')} Used: segments sent, as part of what the limit allows in the simulated time.</p>`,
  };
}

function senderCells({ report: { result }, clock }: Page, sender: number): readonly Cell[] {
  const setting = result.setting.senders[sender]!;
  const levels = result.senders[sender]!;
  const used = utilisationOf(levels.segmentsLeft, setting, result.simulatedUs);
  const instant = (us: number | undefined): Cell => ({
    shows: us === undefined ? '-' : clock.cell(us),
    sortsBy: us ?? -1,
  });
  const path = `by.sender.${setting.id}`;
  return [
    { shows: setting.id },
    { shows: setting.address },
    { shows: limitOf(setting), sortsBy: setting.segmentsPerSecond ?? Number.MAX_SAFE_INTEGER },
    { shows: grouped(levels.segmentsLeft), sortsBy: levels.segmentsLeft },
    {
      shows:
        used === undefined
          ? '-'
          : figure(`${path}.utilisation`, Math.round(used * 1e6) / 1e6, percentOf(used, 1)),
      sortsBy: used ?? -1,
    },
    {
      shows: figure(
        `${path}.peak_backlog_segments`,
        levels.peakBacklogSegments,
        grouped(levels.peakBacklogSegments),
      ),
      sortsBy: levels.peakBacklogSegments,
    },
    instant(levels.peakBacklogAtUs),
    instant(levels.drainedAtUs),
  ];
}
