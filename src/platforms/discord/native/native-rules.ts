import { z } from 'zod';
import { CastellanError } from '../../../base/errors.ts';
import { type Result, ok, refuse } from '../../../base/result.ts';
import type { Place } from '../../../core/event.ts';
import type {
  NativeLimits,
  NativeOutcome,
  NativeRule,
  NativeRules,
  NativeView,
} from '../../../core/native-rules.ts';
import type { Api, ApiCall } from '../api.ts';
import type { Guild } from '../inbound/guild.ts';
import { bodyOf, changeOf, standingFrom, standingRule } from './wire-rule.ts';

interface Parts {
  readonly api: Pick<Api, 'call'>;
  readonly guilds: ReadonlyMap<string, Guild>;
}

/** As Discord's documentation of auto moderation has them. */
export const nativeLimits: NativeLimits = {
  ...{ wordRules: 6, mentionRules: 1 },
  ...{ words: 1000, wordLength: 60, patterns: 10, patternLength: 260, mentions: 50 },
  spared: { roles: 20, channels: 50 },
  tellsLength: 150,
};

/** Discord's AutoMod. It wants “Manage Server” of the bot, and never holds for those who have it. */
export class DiscordNativeRules implements NativeRules {
  readonly limits = nativeLimits;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async view(where: Place): Promise<Result<NativeView>> {
    const guild = this.#parts.guilds.get(guildIn(where));
    const listed = await this.#call({ method: 'Get', route: routeOf(where), repeatable: true });
    if (!listed.ok) return listed;
    const read = z.array(standingRule).safeParse(listed.value);
    if (!read.success)
      throw new CastellanError('network', 'Discord’s list of AutoMod rules cannot be read');
    return ok({
      standing: read.data.map(standingFrom),
      roles: [...(guild?.powers ?? [])].map(([id, standing]) => ({ id, standing })),
      channels: [...(guild?.places ?? [])].map(([id, { name }]) => ({ id, name })),
    });
  }

  async make(where: Place, rule: NativeRule, reason: string): Promise<Result<string>> {
    const made = await this.#call({
      ...{ method: 'Post', route: routeOf(where), body: bodyOf(rule), reason, repeatable: false },
    });
    if (!made.ok) return made;
    return ok(z.object({ id: z.string() }).parse(made.value).id);
  }

  change(where: Place, id: string, rule: NativeRule, reason: string) {
    const body = changeOf(rule);
    return this.#onOne({ ...one(where, id), method: 'Patch', body, reason });
  }

  remove(where: Place, id: string, reason: string) {
    return this.#onOne({ ...one(where, id), method: 'Delete', reason });
  }

  async #onOne(call: Omit<ApiCall, 'repeatable'>): Promise<Result<NativeOutcome>> {
    const done = await this.#call({ ...call, repeatable: true });
    if (done.ok) return ok('done');
    return done.error.key === gone ? ok('gone') : done;
  }

  async #call(call: ApiCall): Promise<Result<unknown>> {
    try {
      return ok(await this.#parts.api.call(call));
    } catch (failure) {
      if (!(failure instanceof CastellanError) || failure.code !== 'platform-refused')
        throw failure;
      const { status } = failure.facts;
      if (status === 403) return refuse('automod.mirror.forbidden');
      return status === 404
        ? refuse(gone)
        : refuse('automod.mirror.refused', { why: failure.message });
    }
  }
}

const gone = 'automod.mirror.gone';
const guildIn = ({ space }: Place): string => space?.slice('discord:'.length) ?? '';
const routeOf = (where: Place): ApiCall['route'] =>
  `/guilds/${guildIn(where)}/auto-moderation/rules`;
const one = (where: Place, id: string): Pick<ApiCall, 'route'> => ({
  route: `${routeOf(where)}/${id}`,
});
