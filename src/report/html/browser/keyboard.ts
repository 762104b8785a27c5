import type { ECharts } from './echarts.ts';

/** Lets arrow keys read a chart point by point, and + and - zoom into it. */
export function listenForKeys(room: HTMLElement, chart: () => ECharts, points: number): void {
  let point = 0;
  let zoom = { start: 0, end: 100 };
  const moves: Readonly<Record<string, () => void>> = {
    ArrowRight: () => show(Math.min(points - 1, point + 1)),
    ArrowLeft: () => show(Math.max(0, point - 1)),
    Home: () => show(0),
    End: () => show(points - 1),
    Escape: () => {
      chart().dispatchAction({ type: 'hideTip' });
      scale(0, 100);
    },
    '+': () => narrow(0.5),
    '-': () => narrow(2),
  };
  const show = (next: number): void => {
    point = next;
    chart().dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: point });
  };
  const narrow = (factor: number): void => {
    const middle = (point / Math.max(1, points - 1)) * 100;
    const half = Math.min(50, Math.max(1, ((zoom.end - zoom.start) / 2) * factor));
    scale(Math.max(0, middle - half), Math.min(100, middle + half));
  };
  const scale = (start: number, end: number): void => {
    zoom = { start, end };
    chart().dispatchAction({ type: 'dataZoom', ...zoom });
  };
  room.addEventListener('keydown', (event) => {
    const move = moves[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  });
}
