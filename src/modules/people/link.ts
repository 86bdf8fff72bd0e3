import {
  type Identity,
  type Result,
  choice,
  defineCommand,
  ok,
  optional,
  word,
} from '../../sdk/index.ts';

const shared = { category: 'basics', private: true, whisper: true, needs: ['people'] } as const;

type Step =
  | { readonly step: 'code'; readonly code: string; readonly minutes: number }
  | { readonly step: 'sure'; readonly code: string; readonly name: string; readonly actor: string }
  | { readonly step: 'done'; readonly identities: readonly Identity[] };

/** Three steps: a code here, the code there, and there a yes once it is clear whom it links. */
export const peopleLink = defineCommand({
  ...{ ...shared, name: 'people link', forgetful: true },
  args: { code: optional(word({ example: 'k7mw2x4a' })), sure: optional(choice(['yes'] as const)) },
  async run({ args: { code, sure }, caller, people }): Promise<Result<Step>> {
    if (code === undefined) {
      const begun = people.links.begin(caller);
      return begun.ok ? ok({ step: 'code', ...begun.value }) : begun;
    }
    if (sure === undefined) {
      const offer = people.links.offered(caller, code);
      return offer.ok ? ok({ step: 'sure', code, ...offer.value }) : offer;
    }
    const linked = await people.links.confirm(caller, code);
    return linked.ok ? ok({ step: 'done', identities: linked.value }) : linked;
  },
  show(step, say) {
    if (step.step === 'code')
      return say('people link.code', { code: step.code, minutes: step.minutes });
    if (step.step === 'sure')
      return {
        tone: 'warning',
        say: say('people link.sure', { name: step.name, actor: step.actor, code: step.code }),
      };
    return { tone: 'success', say: say('people link.done', { names: namesOf(step.identities) }) };
  },
});

export const peopleMe = defineCommand({
  ...{ ...shared, name: 'people me', args: {} },
  run: async ({ caller, people }) => ok(await people.links.of(caller.id)),
  show: (identities, say) =>
    identities.length === 0
      ? say('people me.none')
      : say('people me.all', { names: namesOf(identities) }),
});

export const peopleUnlink = defineCommand({
  ...{ ...shared, name: 'people unlink', args: {} },
  run: async ({ caller, people }) => ok(await people.links.unlink(caller.id)),
  show: (gone, say) => say(gone ? 'people unlink.done' : 'people me.none'),
});

const namesOf = (identities: readonly Identity[]): string =>
  identities.map(({ name, actor }) => `${name} (${actor})`).join(', ');
