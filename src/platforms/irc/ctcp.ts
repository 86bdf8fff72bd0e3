import type { Clock } from '../../base/clock.ts';
import { oneLine } from '../../base/text.ts';
import type { User } from './roster.ts';

interface Ports {
  readonly clock: Clock;
  readonly reply: (line: string) => void;
}

const windowMs = 30_000;
const maxReplies = 3;
const longestEcho = 100;

/** Answers the few CTCP questions worth an answer, and only so many in a while, whoever asks. */
export class CtcpAnswers {
  readonly #ports: Ports;
  #windowEndsMs = -1;
  #left = 0;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  asked(user: User, request: string): void {
    const space = request.indexOf(' ');
    const verb = (space < 0 ? request : request.slice(0, space)).toUpperCase();
    const answer = this.#answer(verb, space < 0 ? '' : request.slice(space + 1));
    if (answer === undefined || !this.#mayAnswer()) return;
    this.#ports.reply(`NOTICE ${user.nick} :\x01${verb} ${answer}\x01`);
  }

  #answer(verb: string, rest: string): string | undefined {
    if (verb === 'VERSION') return 'Castellan';
    if (verb === 'PING') return oneLine(rest).replaceAll('\x01', '').slice(0, longestEcho);
    if (verb === 'TIME') return new Date(this.#ports.clock.now()).toUTCString();
    return verb === 'CLIENTINFO' ? 'ACTION CLIENTINFO PING TIME VERSION' : undefined;
  }

  #mayAnswer(): boolean {
    const nowMs = this.#ports.clock.monotonic();
    if (nowMs >= this.#windowEndsMs) {
      this.#windowEndsMs = nowMs + windowMs;
      this.#left = maxReplies;
    }
    this.#left -= 1;
    return this.#left >= 0;
  }
}
