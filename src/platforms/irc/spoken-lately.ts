/** More than any send budget lets out in the span that is asked about. */
const kept = 256;

/** Lines that were sent lately, to tell who is spoken to a lot. */
export class SpokenLately {
  readonly #lines: { readonly target: string; readonly atMs: number }[] = [];

  note(target: string, atMs: number): void {
    if (this.#lines.length === kept) this.#lines.shift();
    this.#lines.push({ target, atMs });
  }

  /** Lines to a target within a span up to now. */
  to(target: string, nowMs: number, spanMs: number): number {
    const gone = this.#lines.findIndex(({ atMs }) => nowMs - atMs < spanMs);
    this.#lines.splice(0, gone < 0 ? this.#lines.length : gone);
    return this.#lines.filter((line) => line.target === target).length;
  }
}
