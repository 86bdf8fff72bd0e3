import { systemClock } from '../../base/clock.ts';
import { commandsFor } from './commands.ts';
import { awaitChange, type Patience } from './expectations.ts';
import type { Application, Command, PrivilegedIntents } from './model.ts';
import type { World } from './world.ts';

/** An application as its owner sees it in the developer portal. */
export interface Bot {
  readonly id: string;
  readonly name: string;
  /** What it logs in with. */
  readonly token: string;
  /** The switches for privileged intents; may be turned while running, for the next login. */
  readonly privileged: PrivilegedIntents;
  /** How many requests that write commands were carried out. */
  readonly commandWrites: number;
  /** Logins left today. */
  sessionStartsLeft: number;
  /** What GET /gateway/bot recommends. */
  recommendedShards: number;
  /** The commands registered globally and in this guild. */
  commands(guildId?: string): readonly Command[];
  /** Resolves once it has written its commands, which a bot does some time after it is online. */
  hasWrittenCommands(patience?: Patience): Promise<void>;
  /** Makes the old token worthless, as "Reset Token" does. */
  resetToken(): string;
}

export function bot(world: World, application: Application): Bot {
  return {
    id: application.id,
    name: application.name,
    get token() {
      return application.token;
    },
    privileged: application.privileged,
    get commandWrites() {
      return application.commandWrites;
    },
    get sessionStartsLeft() {
      return application.sessionStarts.remaining;
    },
    set sessionStartsLeft(count) {
      application.sessionStarts.remaining = count;
    },
    get recommendedShards() {
      return application.recommendedShards;
    },
    set recommendedShards(count) {
      application.recommendedShards = count;
    },
    commands: (guildId) =>
      commandsFor(application, guildId === undefined ? undefined : world.guilds.get(guildId)),
    hasWrittenCommands: async (patience) => {
      await awaitChange(world, systemClock, {
        ...patience,
        find: () => application.commandWrites > 0 || undefined,
        explain: () => `${application.name} has written no commands yet`,
      });
    },
    resetToken() {
      application.token = `${Buffer.from(application.id).toString('base64url')}.${world.random.token(4)}.${world.random.token(27)}`;
      return application.token;
    },
  };
}
