import type { Readable } from 'node:stream';
import type { Clock } from '../../base/clock.ts';
import { newAllowance } from './allowance.ts';
import { guestLimits } from './limits.ts';

interface Parts {
  readonly stream: Readable;
  readonly clock: Clock;
  readonly take: (line: string) => void;
  /** It sends too much, for too long. */
  readonly flooded: (why: string) => void;
}

/**
 * Reads lines no faster than a guest may send them: what is too much stays in the pipe, and makes the guest wait.
 * Returns how it is stopped.
 */
export function takeIn({ stream, clock, take, flooded }: Parts): () => void {
  const budget = newBudget(clock);
  const waiting: string[] = [];
  let half = '';
  let throttledSinceMs: number | undefined;
  const stopping = new AbortController();
  let cancel = (): void => {};

  function turn(): void {
    if (stopping.signal.aborted) return;
    for (let at = 0; at < guestLimits.linesPerTurn; at += 1) {
      const line = waiting[0];
      if (line === undefined) return goOn();
      if (!budget.pay(line.length)) return rest();
      waiting.shift();
      take(line);
    }
    // Others get their turn in between.
    cancel = soon(turn);
  }

  function goOn(): void {
    throttledSinceMs = budget.isLow() ? throttledSinceMs : undefined;
    stream.resume();
  }

  function rest(): void {
    throttledSinceMs ??= clock.monotonic();
    if (clock.monotonic() - throttledSinceMs > guestLimits.floodForMs)
      return flooded('it floods the line to its host');
    cancel = clock.after(20, turn);
  }

  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (half + chunk).split('\n');
    half = lines.pop() ?? '';
    if (half.length > guestLimits.longestLineBytes)
      return flooded(`it sent more than ${guestLimits.longestLineBytes} bytes at once`);
    if (lines.length === 0) return;
    const isIdle = waiting.length === 0;
    for (const line of lines) waiting.push(line);
    stream.pause();
    if (isIdle) turn();
  });
  return () => {
    stopping.abort();
    waiting.splice(0);
    cancel();
    stream.destroy();
  };
}

function soon(run: () => void): () => void {
  const turn = setImmediate(run);
  return () => clearImmediate(turn);
}

function newBudget(clock: Clock) {
  const { burstLines, burstBytes, linesPerSecond, bytesPerSecond } = guestLimits;
  const lines = newAllowance(burstLines, linesPerSecond, clock);
  const bytes = newAllowance(burstBytes, bytesPerSecond, clock);
  return {
    /** Whether there was enough. */
    pay(cost: number): boolean {
      // One line may be longer than what is left: what follows waits for it.
      if (!lines.has(1) || !bytes.has(0)) return false;
      lines.take(1);
      bytes.take(cost);
      return true;
    },
    isLow: () => lines.isLow() || bytes.isLow(),
  };
}
