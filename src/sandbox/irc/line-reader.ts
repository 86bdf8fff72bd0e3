/** What a piece of input was: a line, or the remains of one that was too long. */
type Read = { readonly line: string } | { readonly tooLong: true };

const maxTagBytes = 4096;

/**
 * Cuts a byte stream into lines at LF, without CR; NUL becomes a space. Keeps at most one line of the longest
 * allowed length, whatever comes.
 */
export class LineReader {
  readonly #maxBodyBytes: number;
  #rest = '';
  #skipping = false;

  constructor(lineBytes: number) {
    this.#maxBodyBytes = lineBytes - 2;
  }

  *read(chunk: string): Generator<Read> {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      const piece = this.#rest + chunk.slice(from, end);
      this.#rest = '';
      from = end + 1;
      if (this.#skipping) this.#skipping = false;
      else yield this.#judge(piece);
    }
    if (this.#skipping) return;
    this.#rest += chunk.slice(from);
    if (this.#rest.length <= maxTagBytes + this.#maxBodyBytes) return;
    this.#rest = '';
    this.#skipping = true;
    yield { tooLong: true };
  }

  #judge(piece: string): Read {
    const line = cleaned(piece);
    const bodyAt = line.startsWith('@') ? line.indexOf(' ') + 1 : 0;
    const tooLong = bodyAt > maxTagBytes || line.length - bodyAt > this.#maxBodyBytes;
    return tooLong ? { tooLong } : { line };
  }
}

function cleaned(piece: string): string {
  const line = piece.endsWith('\r') ? piece.slice(0, -1) : piece;
  return line.includes('\0') ? line.replaceAll('\0', ' ') : line;
}
