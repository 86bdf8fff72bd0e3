import { isAscii, isUtf8 } from 'node:buffer';

export interface LineListener {
  line(text: string): void;
  /** A line was longer than a line may be; it was dropped up to its end. */
  tooLong(): void;
  /** Far more than a line came without an end: nobody sane sends that. */
  endless(): void;
}

const lineFeed = 10;
export const maxLineBytes = 16 * 1024;
export const maxEndlessBytes = 1024 * 1024;

/** Reads bytes that are not UTF-8, one line at a time. */
export type FallbackDecoder = (bytes: Uint8Array) => string;

export const fallbackDecoder = (encoding: string): FallbackDecoder => {
  const decoder = new TextDecoder(encoding);
  return (bytes) => decoder.decode(bytes);
};

/**
 * Cuts a stream of bytes into lines, with bounded memory. A whole block of lines is decoded at once,
 * because one call into the runtime per line would cost more than the parsing.
 */
export class LineReader {
  readonly #listener: LineListener;
  readonly #fallback: FallbackDecoder;
  #carried: Buffer[] = [];
  #carriedBytes = 0;
  #dropped = 0;

  constructor(listener: LineListener, fallback: FallbackDecoder) {
    this.#listener = listener;
    this.#fallback = fallback;
  }

  /** Bytes kept for a line whose end has not come yet. */
  get heldBytes(): number {
    return this.#carriedBytes;
  }

  push(chunk: Buffer): void {
    const first = chunk.indexOf(lineFeed);
    if (first < 0) return this.#carry(chunk);
    let from = 0;
    if (this.#carriedBytes > 0 || this.#dropped > 0) {
      this.#finishCarried(chunk.subarray(0, first + 1));
      from = first + 1;
    }
    const last = chunk.lastIndexOf(lineFeed);
    if (last >= from) this.#emit(chunk.subarray(from, last + 1));
    if (last + 1 < chunk.length) this.#carry(chunk.subarray(last + 1));
  }

  #carry(part: Buffer): void {
    if (this.#dropped === 0 && this.#carriedBytes + part.length <= maxLineBytes) {
      this.#carried.push(Buffer.from(part));
      this.#carriedBytes += part.length;
      return;
    }
    this.#dropped += this.#carriedBytes + part.length;
    this.#forget();
    if (this.#dropped > maxEndlessBytes) this.#listener.endless();
  }

  #finishCarried(end: Buffer): void {
    if (this.#dropped > 0 || this.#carriedBytes + end.length > maxLineBytes) {
      this.#dropped = 0;
      this.#forget();
      return this.#listener.tooLong();
    }
    const whole = Buffer.concat([...this.#carried, end]);
    this.#forget();
    this.#emit(whole);
  }

  #forget(): void {
    this.#carried = [];
    this.#carriedBytes = 0;
  }

  /** Takes whole lines, the last line feed included. */
  #emit(block: Buffer): void {
    if (isAscii(block)) this.#emitLines(block.toString('latin1'));
    else if (isUtf8(block)) this.#emitLines(block.toString('utf8'));
    else this.#emitMixed(block);
  }

  /** Some line in here is not UTF-8: each is decoded alone, so that one odd line spoils no other. */
  #emitMixed(block: Buffer): void {
    for (let from = 0; from < block.length;) {
      const end = block.indexOf(lineFeed, from) + 1;
      const line = block.subarray(from, end);
      this.#emitLines(isUtf8(line) ? line.toString('utf8') : this.#fallback(line));
      from = end;
    }
  }

  #emitLines(block: string): void {
    const text = block.includes('\0') ? block.replaceAll('\0', '') : block;
    for (let from = 0; from < text.length;) {
      const end = text.indexOf('\n', from);
      if (end - from > maxLineBytes) this.#listener.tooLong();
      else if (end > from) this.#emitLine(text, from, end);
      from = end + 1;
    }
  }

  #emitLine(text: string, from: number, end: number): void {
    const line = text.slice(from, text.charCodeAt(end - 1) === 13 ? end - 1 : end);
    if (line === '') return;
    this.#listener.line(line.includes('\r') ? line.replaceAll('\r', '') : line);
  }
}
