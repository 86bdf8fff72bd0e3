import {
  type ErasePreview,
  type Result,
  authorOf,
  confirmWithinMs,
  defineCommand,
  ok,
  optional,
  person,
  refuse,
  word,
} from '../../sdk/index.ts';
import { keptLines } from './kept-lines.ts';

type Erasing =
  | { readonly step: 'asked'; readonly what: ErasePreview; readonly command: string }
  | { readonly step: 'done'; readonly pseudonym: string; readonly count: number };

export const privacyErase = defineCommand({
  name: 'privacy erase',
  category: 'operators',
  capability: 'privacy.manage',
  private: true,
  forgetful: true,
  args: { who: person(), code: optional(word({ example: 'k7mw2x', maxLength: 20 })) },
  needs: ['privacy', 'confirmations'],
  async run(call): Promise<Result<Erasing>> {
    const { args, caller, prefix, privacy, confirmations } = call;
    const { who, code } = args;
    // What he does next would be written down under the name that was just taken out.
    if (who === caller.id) return refuse('privacy erase.self');
    const act = `privacy erase ${who}`;
    if (code === undefined) {
      const what = await privacy.look(who);
      const command = `${prefix}${act} ${confirmations.ask(caller.id, act)}`;
      return ok({ step: 'asked', what, command } as const);
    }
    if (!confirmations.take(caller.id, act, code)) return refuse('privacy erase.wrong-code');
    const { actor: by, via } = authorOf(call);
    const erased = await privacy.erase(who, { by, via });
    return ok({ step: 'done', ...erased } as const);
  },
  show(data, say) {
    if (data.step === 'done')
      return {
        tone: 'success',
        say: say('privacy erase.done', { pseudonym: data.pseudonym, count: data.count }),
      };
    const { what, command } = data;
    const seconds = Math.round(confirmWithinMs / 1000);
    return {
      tone: 'warning',
      title: say('privacy erase.title', { actor: what.actor, total: what.total }),
      lines: [
        say('privacy erase.how', { command, seconds }),
        say('privacy erase.what'),
        ...keptLines(what, say),
      ],
    };
  },
});
