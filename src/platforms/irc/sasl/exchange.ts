import type { Clock } from '../../../base/clock.ts';
import { messageOf } from '../../../base/errors.ts';
import type { Random } from '../../../base/random.ts';
import type { SaslConfig } from '../config.ts';
import { external } from './external.ts';
import type { SaslRun } from './mechanism.ts';
import { plain } from './plain.ts';
import { scramSha256 } from './scram.ts';

export type SaslEnd =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly problem: string;
      /** The server may not be who it says. */ readonly impostor: boolean;
    };

interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly send: (line: string) => void;
  readonly withinMs: number;
  readonly done: (end: SaslEnd) => void;
}

const pieceLength = 400;
const maxChallengeLength = 16 * 1024;

function runOf({ mechanism, account = '', password }: SaslConfig, random: Random): SaslRun {
  const secret = password?.reveal() ?? '';
  if (mechanism === 'external') return external(account);
  if (mechanism === 'plain') return plain(account, secret);
  return scramSha256({ account, password: secret, nonce: random.token(24) });
}

/**
 * One authentication, from AUTHENTICATE to success or failure. Only the configured mechanism is ever
 * used: a server that does not offer it, or rejects it, gets nothing weaker instead.
 */
export class SaslExchange {
  readonly #ports: Ports;
  readonly #run: SaslRun;
  readonly #mechanism: string;
  readonly #cancelTimer: () => void;
  #challenge = '';
  #ended = false;

  constructor(config: SaslConfig, ports: Ports) {
    this.#ports = ports;
    this.#run = runOf(config, ports.random);
    this.#mechanism = config.mechanism.toUpperCase();
    this.#cancelTimer = ports.clock.after(ports.withinMs, () =>
      this.#abort(`the server did not answer within ${ports.withinMs / 1000} s`),
    );
  }

  /** Begins, when `offered` (the value of the capability, often empty) does not rule it out. */
  begin(offered: string): void {
    if (offered !== '' && !offered.toUpperCase().split(',').includes(this.#mechanism))
      return this.#end(`the server offers ${offered}, not ${this.#mechanism}`);
    this.#ports.send(`AUTHENTICATE ${this.#mechanism}`);
  }

  authenticate(piece: string): void {
    if (this.#ended) return;
    if (piece !== '+') this.#challenge += piece;
    if (this.#challenge.length > maxChallengeLength)
      return this.#abort('its challenge is too long');
    if (piece.length === pieceLength) return;
    const challenge = Buffer.from(this.#challenge, 'base64');
    this.#challenge = '';
    void this.#answer(challenge);
  }

  /** 903 and its kin: 902, 904, 905, 906, 907, 908. */
  numeric(code: string, text: string): void {
    if (this.#ended) return;
    if (code !== '903') {
      if (code === '908') return;
      return this.#end(`${code} ${text}`);
    }
    if (this.#run.proven) this.#finish({ ok: true });
    else this.#end('the server says yes without proving that it knows the password', true);
  }

  stop(): void {
    this.#ended = true;
    this.#cancelTimer();
  }

  async #answer(challenge: Buffer): Promise<void> {
    try {
      const answer = await this.#run.answer(challenge);
      if (!this.#ended) this.#sendPieces(answer.toString('base64'));
    } catch (problem) {
      this.#abort(messageOf(problem), true);
    }
  }

  #sendPieces(base64: string): void {
    for (let from = 0; from < base64.length; from += pieceLength)
      this.#ports.send(`AUTHENTICATE ${base64.slice(from, from + pieceLength)}`);
    if (base64.length % pieceLength === 0) this.#ports.send('AUTHENTICATE +');
  }

  #abort(problem: string, impostor = false): void {
    if (this.#ended) return;
    this.#ports.send('AUTHENTICATE *');
    this.#end(problem, impostor);
  }

  #end(problem: string, impostor = false): void {
    this.#finish({ ok: false, problem, impostor });
  }

  #finish(end: SaslEnd): void {
    this.stop();
    this.#ports.done(end);
  }
}
