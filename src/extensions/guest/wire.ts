/** What goes over the line between a guest and its host, one JSON text each. Both sides ask and answer. */
export type Wire =
  | { readonly kind: 'ask'; readonly id: number; readonly what: string; readonly data: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly data: unknown }
  | {
      readonly kind: 'failure';
      readonly id: number;
      readonly message: string;
      readonly stack?: string | undefined;
    }
  /** Waits for no answer. */
  | { readonly kind: 'tell'; readonly what: string; readonly data: unknown }
  /** Whoever asked waits no longer. */
  | { readonly kind: 'abort'; readonly id: number };

/** Takes what was told; what it cannot do anything with, it leaves. Never throws. */
export type Hearing = (what: string, data: unknown) => void;

/** What one side can be asked; `signal` aborts when nobody waits for the answer any more. */
export type Answering = (what: string, data: unknown, signal: AbortSignal) => unknown;

interface Waiting {
  readonly resolve: (data: unknown) => void;
  readonly reject: (failure: Error) => void;
}

/** One end of the line. */
export class LineEnd {
  readonly #send: (wire: Wire) => void;
  readonly #answering: Answering;
  readonly #waiting = new Map<number, Waiting>();
  readonly #inWork = new Map<number, AbortController>();
  readonly #hearing: Hearing;
  readonly #mostInWork: number;
  #last = 0;

  constructor(
    send: (wire: Wire) => void,
    { answering, hearing = () => {} }: { answering: Answering; hearing?: Hearing },
    mostInWork: number,
  ) {
    this.#send = send;
    this.#answering = answering;
    this.#hearing = hearing;
    this.#mostInWork = mostInWork;
  }

  tell(what: string, data: unknown): void {
    this.#send({ kind: 'tell', what, data });
  }

  /** Rejects with what went wrong on the other side, or with the signal's reason. */
  ask(what: string, data: unknown, signal?: AbortSignal): Promise<unknown> {
    const id = (this.#last += 1);
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        if (!this.#waiting.delete(id)) return;
        this.#send({ kind: 'abort', id });
        const reason: unknown = signal?.reason;
        reject(reason instanceof Error ? reason : new Error('Nobody waits any more'));
      };
      const settled = (): void => signal?.removeEventListener('abort', abort);
      this.#waiting.set(id, {
        resolve: (answer) => (settled(), resolve(answer)),
        reject: (failure) => (settled(), reject(failure)),
      });
      signal?.addEventListener('abort', abort, { once: true });
      this.#send({ kind: 'ask', id, what, data });
    });
  }

  take(wire: Wire): void {
    if (wire.kind === 'tell') return this.#hearing(wire.what, wire.data);
    if (wire.kind === 'ask') return void this.#carryOut(wire);
    if (wire.kind === 'abort')
      return this.#inWork.get(wire.id)?.abort(new Error('Nobody waits any more'));
    const waiting = this.#waiting.get(wire.id);
    this.#waiting.delete(wire.id);
    if (wire.kind === 'answer') return waiting?.resolve(wire.data);
    const failure = new Error(wire.message);
    if (wire.stack !== undefined) failure.stack = wire.stack;
    waiting?.reject(failure);
  }

  /** Nobody is there any more to answer or to be answered. */
  close(reason: Error): void {
    for (const { reject } of this.#waiting.values()) reject(reason);
    for (const work of this.#inWork.values()) work.abort(reason);
    this.#waiting.clear();
    this.#inWork.clear();
  }

  async #carryOut({ id, what, data }: Extract<Wire, { kind: 'ask' }>): Promise<void> {
    const work = new AbortController();
    try {
      if (this.#inWork.size >= this.#mostInWork)
        throw new Error(
          `Too much at once: ${this.#mostInWork} questions wait for an answer already`,
        );
      this.#inWork.set(id, work);
      const answer: unknown = await this.#answering(what, data, work.signal);
      this.#send({ kind: 'answer', id, data: answer ?? null });
    } catch (failure) {
      const { message, stack = '' } =
        failure instanceof Error ? failure : { message: String(failure) };
      this.#send({ kind: 'failure', id, message, stack });
    } finally {
      this.#inWork.delete(id);
    }
  }
}
