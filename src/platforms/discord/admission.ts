import { CastellanError } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Admission, Welcome } from '../../core/admission.ts';
import type { Subject } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import type { Api } from './api.ts';

/** Unknown member. */
const unknownMember = 10007;

/** Gives the role that opens a guild. */
export class DiscordAdmission implements Admission {
  readonly #api: Pick<Api, 'call'>;

  constructor(api: Pick<Api, 'call'>) {
    this.#api = api;
  }

  async admit(
    { space }: Place,
    { native, name }: Subject,
    { role, reason }: Welcome,
  ): Promise<Result<void>> {
    if (role === '') return refuse('gate.no-role');
    const guild = space?.slice('discord:'.length) ?? '';
    try {
      await this.#api.call({
        ...{ method: 'Put', route: `/guilds/${guild}/members/${native}/roles/${role}` },
        ...{ reason, repeatable: true },
      });
      return ok(undefined);
    } catch (failure) {
      if (!(failure instanceof CastellanError) || failure.code !== 'platform-refused')
        throw failure;
      return failure.facts['code'] === unknownMember
        ? refuse('act.not-here', { name })
        : refuse('gate.cannot-give-role');
    }
  }
}
