import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Catalogue } from '../core/commands/catalogue.ts';
import { slashCommands } from '../core/commands/slash.ts';
import type { Platform } from '../core/platform.ts';
import type { TextBook } from '../core/texts/texts.ts';
import type { ModuleHost } from '../extensions/index.ts';

interface Parts {
  readonly catalogue: Catalogue;
  readonly texts: TextBook;
  readonly host: Pick<ModuleHost, 'follow'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly life: Lifetime;
}

/** Several extensions may change at once; the network is told once. */
const settleMs = 500;

/** Tells the network its commands, now and whenever modules come or go. It is written to only where they differ. */
export function declareSlash(platform: Platform, parts: Parts): void {
  if (!platform.can.has('slash')) return;
  const { catalogue, texts, host, clock, log, life } = parts;
  const declare = (): void => {
    platform
      .declare(slashCommands(catalogue.all(), texts.in('en')))
      .catch((err: unknown) =>
        log.warn({ connection: platform.connection, err }, 'Slash commands could not be declared'),
      );
  };
  let cancel = (): void => {};
  const later = (): void => {
    cancel();
    cancel = clock.after(settleMs, declare);
  };
  life.own(host.follow(later));
  life.own(() => cancel());
  declare();
}
