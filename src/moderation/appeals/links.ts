import { createHash } from 'node:crypto';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { AppealLink } from '../../core/appeals/desk.ts';
import type { Case, CaseKey } from '../../core/cases/case.ts';
import type { DeskParts } from './parts.ts';

const secretBytes = 24;
/** Long enough to see how it ended. */
const keyMs = 45 * 86_400_000;

export interface Bearer {
  readonly about: CaseKey;
  readonly who: string;
}

type Parts = Pick<DeskParts, 'links' | 'random' | 'clock' | 'rules' | 'pageUrl'>;

/** Links that open the page of one case once. Only hashes of what opens it are kept. */
export class AppealLinks {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async make({ community, number, target }: Case): Promise<AppealLink> {
    const { links, random, clock, rules, pageUrl } = this.#parts;
    const code = random.token(secretBytes);
    const untilMs = clock.now() + rules(community).linkMs;
    const about = { community, number };
    await links.add({ hash: hashOf(code), kind: 'link', about, who: target, untilMs });
    const page = pageUrl();
    // Behind the #, browsers tell it to no server, and so no log ever has it.
    return { code, untilMs, ...(page !== undefined && { url: `${page}#${code}` }) };
  }

  async open(code: string): Promise<Result<{ readonly key: string; readonly untilMs: number }>> {
    const { links, random, clock } = this.#parts;
    const nowMs = clock.now();
    await links.forgetOld(nowMs);
    const [key, untilMs] = [random.token(secretBytes), nowMs + keyMs];
    const opened = await links.exchange(hashOf(code.trim()), { hash: hashOf(key), untilMs }, nowMs);
    return opened ? ok({ key, untilMs }) : refuse('appeal.link-over');
  }

  async bearer(key: string): Promise<Result<Bearer>> {
    const found = await this.#parts.links.find(hashOf(key), this.#parts.clock.now());
    return found?.kind === 'key' ? ok(found) : refuse('appeal.link-over');
  }
}

/** Of a secret that is random already. */
const hashOf = (secret: string): string =>
  createHash('sha256').update(`appeal ${secret}`).digest('base64url');
