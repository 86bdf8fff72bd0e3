import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { menuCommands } from '../core/commands/menus.ts';
import { slashCommands } from '../core/commands/slash.ts';
import type { OwnSlashMenu } from '../core/commands/slash-menu.ts';
import type { Platform } from '../core/platform.ts';
import type { TextBook } from '../core/texts/texts.ts';

interface Parts {
  readonly menu: OwnSlashMenu;
  readonly texts: TextBook;
  readonly log: Log;
  readonly life: Lifetime;
}

/** Tells the network its commands, now and whenever others have a place. It is written to only where they differ. */
export function declareSlash(platform: Platform, { menu, texts, log, life }: Parts): void {
  if (!platform.can.has('slash')) return;
  const say = texts.in('en');
  const tell = (): Promise<'same' | 'written'> =>
    platform.declare(slashCommands(menu.commands(), say), menuCommands(menu.all(), say));
  const declare = (): void => {
    tell().catch((err: unknown) =>
      log.warn({ connection: platform.connection, err }, 'Slash commands could not be declared'),
    );
  };
  life.own(menu.follow(declare));
  life.own(menu.serve(platform.connection, tell));
  declare();
}
