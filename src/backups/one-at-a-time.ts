import type { Clock } from '../base/clock.ts';
import { type Result, refuse } from '../base/result.ts';
import type { Activity, OnStep, Step } from '../core/backups/backups.ts';

export interface Begun extends Pick<Activity, 'what' | 'id'> {
  readonly onStep?: OnStep | undefined;
}

/**
 * Does one thing at a time: two would fill the disk twice and could take away what the other reads. Who wants to
 * know sees what it is and how far it has come.
 */
export class OneAtATime {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #listeners = new Set<(activity: Activity | undefined) => void>();
  #now: Activity | undefined;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  get now(): Activity | undefined {
    return this.#now;
  }

  follow(listener: (activity: Activity | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Refuses with `backup.busy` while something else is done. */
  async run<Value>(
    { what, id, onStep }: Begun,
    work: (onStep: OnStep) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    if (this.#now) return refuse('backup.busy');
    const activity = { what, sinceMs: this.#clock.now(), ...(id !== undefined && { id }) };
    this.#show(activity);
    try {
      return await work((step: Step) => {
        this.#show({ ...activity, step });
        onStep?.(step);
      });
    } finally {
      this.#show(undefined);
    }
  }

  #show(activity: Activity | undefined): void {
    this.#now = activity;
    for (const listener of this.#listeners) listener(activity);
  }
}
