import { type Clock, sleep } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { type Refusal, type Result, ok } from '../base/result.ts';
import type { Backup, Backups, RestoreStaged } from '../core/backups/backups.ts';
import type { Log } from '../base/log.ts';
import type { Say } from '../core/texts/texts.ts';
import type { BackupsNow, EndedView } from './backups-wire.ts';
import { problem } from './problems.ts';
import type { Answer } from './route.ts';

/** Refusals that come at once are answered at once; what takes longer is followed by looking. */
const atOnceMs = 700;

interface Parts {
  readonly backups: Pick<Backups, 'now'>;
  readonly say: Say;
  readonly clock: Clock;
  readonly log: Log;
}

type Ended = Result<Backup> | Result<RestoreStaged>;

/** Work that may take longer than a browser waits: begun by one request, followed by others. */
export class BackupDesk {
  readonly #parts: Parts;
  #ended: EndedView | undefined;
  #number = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  now(): BackupsNow {
    const activity = this.#parts.backups.now();
    return { ...(activity && { activity }), ...(this.#ended && { ended: this.#ended }) };
  }

  /** Begins it; answers with what is under way, or with what went wrong before it was. */
  async begin(
    what: EndedView['what'],
    id: string,
    work: () => Promise<Ended>,
  ): Promise<Answer<BackupsNow>> {
    const { clock } = this.#parts;
    const done = this.#done(what, id, work);
    const early = await Promise.race([done, sleep(clock, atOnceMs)]);
    return early && !early.ok ? this.refused(early.error) : ok(this.now());
  }

  /** A refusal in the words that chat has for it. */
  refused({ key, facts }: Refusal) {
    const code = key === 'backup.none' || key === 'backup.several' ? 'not-found' : 'refused';
    return problem(code, this.#words({ key, facts }), '');
  }

  async #done(what: EndedView['what'], id: string, work: () => Promise<Ended>): Promise<Ended> {
    const done = await work().catch((failure: unknown): Ended => {
      this.#parts.log.error({ err: failure, what, id }, 'Work on backups failed');
      return { ok: false, error: { key: 'backup.fault', facts: { why: messageOf(failure) } } };
    });
    this.#number += 1;
    const ended = { number: this.#number, what };
    if (!done.ok) this.#ended = { ...ended, id, problem: this.#words(done.error) };
    else if ('backup' in done.value) {
      const { backup, safety, restarting } = done.value;
      const staged = { restarting, ...(safety !== undefined && { safety }) };
      this.#ended = { ...ended, id: backup.id, staged };
    } else this.#ended = { ...ended, id: done.value.id };
    return done;
  }

  #words = ({ key, facts }: Refusal): string => this.#parts.say(key, facts).replaceAll('`', '');
}
