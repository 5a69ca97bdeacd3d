import { formatTable } from '../matching/table.ts';
import type { SyncTime } from './measureSync.ts';

/** Times of one part, Musubi's beside the peer's at the same latency. */
export function syncTable(times: readonly SyncTime[], load: number): string {
  const heading = [
    'Added latency',
    'Side',
    'Clock s',
    'After transfer s',
    'Processor s',
    'Clock, Musubi ÷ PouchDB',
    'Requests',
    'Sent kB',
    'Received kB',
  ];
  const latencies = [...new Set(times.map(({ latency }) => latency))];
  const rows = latencies.flatMap((latency) => {
    const here = times.filter((time) => time.latency === latency);
    const peer = here.find(({ side }) => side === 'PouchDB')?.wall ?? Number.NaN;
    return here.map((time) => [
      `${latency} ms`,
      time.side,
      (time.wall / 1000).toFixed(2),
      (time.afterTransfer / 1000).toFixed(2),
      (time.processor / 1000).toFixed(2),
      time.side === 'Musubi' ? (time.wall / peer).toFixed(2) : '',
      time.requests.toLocaleString('en'),
      kilobytes(time.sent),
      kilobytes(time.received),
    ]);
  });
  const day = new Date().toISOString().slice(0, 10);
  return `${formatTable(heading, rows)}\n\n${day}; runnable processes before it began: ${load.toFixed(1)}.`;
}

function kilobytes(bytes: number): string {
  return Math.ceil(bytes / 1000).toLocaleString('en');
}
