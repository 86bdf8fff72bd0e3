import type { WriteStream } from 'node:tty';
import type { MoveProgress } from '../../storage/index.ts';

/** Tells how far a move is: a line that is written over on a terminal, and a line a table elsewhere. */
export function progressLines(
  out: Pick<WriteStream, 'write' | 'isTTY'>,
): (progress: MoveProgress) => void {
  return (progress) => {
    const words = wordsOf(progress);
    const ended = progress.step !== 'copying' || progress.rows >= progress.of;
    if (out.isTTY) out.write(`\r\x1b[2K${words}${ended ? '\n' : ''}`);
    else if (ended) out.write(`${words}\n`);
  };
}

function wordsOf(progress: MoveProgress): string {
  switch (progress.step) {
    case 'copying':
      return `copying   ${progress.table}  ${progress.rows} of ${progress.of}`;
    case 'comparing':
      return `compared  ${progress.table}  ${progress.rows} rows`;
    case 'again':
      return `differs   ${progress.table}: copying it anew`;
  }
}
