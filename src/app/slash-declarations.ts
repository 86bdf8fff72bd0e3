import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { menuCommands } from '../core/commands/menus.ts';
import { slashCommands } from '../core/commands/slash.ts';
import type { OwnSlashMenu } from '../core/commands/open-slash-menu.ts';
import type { Platform } from '../core/platform.ts';
import type { TextBook } from '../core/texts/texts.ts';
import type { ModuleHost } from '../extensions/index.ts';

interface Parts {
  readonly menu: OwnSlashMenu;
  readonly texts: TextBook;
  readonly host: Pick<ModuleHost, 'follow'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

/** Several extensions may change at once; the network is told once. */
const settleMs = 500;

/**
 * Tells the network its commands: now, whenever modules come or go, and whenever others than before have a place in its
 * menu. It is written to only where they differ.
 */
export function declareSlash(platform: Platform, parts: Parts): void {
  if (!platform.can.has('slash')) return;
  const { menu, texts, host, clock, log, life } = parts;
  const say = texts.in('en');
  const tell = (): Promise<'same' | 'written'> =>
    platform.declare(slashCommands(menu.commands(), say), menuCommands(menu.all(), say));
  const declare = (): void => {
    tell().catch((err: unknown) =>
      log.warn({ connection: platform.connection, err }, 'Slash commands could not be declared'),
    );
  };
  let cancel = (): void => {};
  const later = (): void => {
    cancel();
    cancel = clock.after(settleMs, declare);
  };
  life.own(host.follow(later));
  life.own(menu.follow(later));
  life.own(menu.serve(platform.connection, tell));
  life.own(() => cancel());
  declare();
}
