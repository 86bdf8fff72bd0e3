import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import { awaitChange, usualPatienceMs, type Patience } from './expectations.ts';
import type { Interaction } from './interaction.ts';
import type { Message } from './model.ts';
import type { MessageView } from './view.ts';
import type { World } from './world.ts';

/** What became of a command, a press, a choice or a form. */
export type Response = 'waiting' | 'thinking' | 'answered' | 'did-not-respond';

/** A command, press, choice or form that was sent to a bot. */
export interface Invocation {
  readonly id: string;
  response(): Response;
  /** Waits until the bot answered; fails when it does not. Resolves to the answer if it is a message. */
  answered(patience?: Patience): Promise<MessageView | undefined>;
}

export interface Watching {
  readonly world: World;
  readonly patience: Clock;
}

export function invocation(
  watching: Watching,
  interaction: Interaction,
  view: (message: Message) => MessageView,
): Invocation {
  return {
    id: interaction.id,
    response: () => responseOf(interaction),
    async answered({ withinMs } = {}) {
      await awaitAnswer(watching, interaction, withinMs);
      const answer = interaction.channel.messages.get(interaction.originalId ?? '');
      return answer && view(answer);
    },
  };
}

/** Waits until the bot answered for good; a "thinking…" is not yet an answer. */
export async function awaitAnswer(
  { world, patience }: Watching,
  interaction: Interaction,
  withinMs = usualPatienceMs,
): Promise<void> {
  const response = await awaitChange(world, patience, {
    withinMs,
    find: () => (isOpen(interaction) ? undefined : responseOf(interaction)),
    explain: () =>
      `The bot did not answer ${interaction.name ?? 'the control'} within ${withinMs} ms; it is ${responseOf(interaction)}`,
  });
  if (response === 'did-not-respond')
    throw new CastellanError('timed-out', 'The application did not respond');
}

const isOpen = ({ progress }: Interaction): boolean =>
  progress.state === 'waiting' || (progress.state === 'deferred' && !progress.update);

export function responseOf({ progress }: Interaction): Response {
  switch (progress.state) {
    case 'waiting':
      return 'waiting';
    case 'deferred':
      return progress.update ? 'answered' : 'thinking';
    case 'answered':
      return 'answered';
    case 'failed':
      return 'did-not-respond';
  }
}
