import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { DirectChatRequest } from '../../core/direct-chat.ts';
import { withoutMarkup } from '../../core/markup.ts';
import type { Facts, Say } from '../../core/texts/texts.ts';
import type { Link } from '../link.ts';
import { isCode, newCode } from './code.ts';
import { type FailedLogins, failedLoginLimit } from './failed-logins.ts';

/** Who does not log in within this is let go. */
export const loginWithinMs = 60_000;

export interface LoginParts {
  readonly clock: Clock;
  readonly random: Pick<Random, 'token' | 'below'>;
  readonly log: Log;
  readonly failed: FailedLogins;
  readonly say: () => Say;
}

/**
 * Lets whoever is on the link prove that he is the one who asked: by a code that is sent to him over the network, where
 * services vouch for him. Resolves with whether he did; if not, the link has been closed.
 */
export function login(
  link: Link,
  { actor, where, tell }: DirectChatRequest,
  { clock, random, log, failed, say }: LoginParts,
): Promise<boolean> {
  const words = (key: string, facts?: Facts): string => withoutMarkup(say()(key, facts));
  const code = newCode(random);
  const address = link.address ?? '';
  const seconds = loginWithinMs / 1000;
  const facts = { name: actor.name, network: where.connection, address, seconds };
  let tries = 0;

  return new Promise((resolve) => {
    const done = (proven: boolean): void => {
      cancel();
      resolve(proven);
    };
    const refuse = (lastWords: string): void => {
      link.end(lastWords);
      done(false);
    };
    const cancel = clock.after(loginWithinMs, () => {
      log.warn({ actor: actor.id, address }, 'Nobody logged in to the console in time');
      refuse(words('dcc.too-late'));
    });
    const wrong = (): void => {
      tries += 1;
      failed.note(address);
      log.warn({ actor: actor.id, address, tries }, 'Somebody failed to log in to the console');
      const left = failedLoginLimit.perConnection - tries;
      if (left === 0 || failed.lockedMs(address) > 0) refuse(words('dcc.wrong-end'));
      else link.write(words('dcc.wrong', { left }));
    };
    link.onEnd(() => done(false));
    link.write(`${words('dcc.banner')}\n${words('dcc.ask', facts)}`);
    tell(words('dcc.code', { ...facts, code }));
    link.read((typed) => {
      if (typed.trim() === '') return;
      if (!isCode(typed, code)) return wrong();
      // What comes behind the code waits for the session.
      link.hold();
      done(true);
    });
  });
}
