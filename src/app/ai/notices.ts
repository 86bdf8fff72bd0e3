import { messageOf } from '../../base/errors.ts';
import { type SpaceId, spaceId } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import { z } from 'zod';
import type { Alerts } from '../../core/alerts/alerts.ts';
import { communityOf } from '../../core/community.ts';
import type { Place } from '../../core/event.ts';
import type { Keep } from '../../core/keep/keep.ts';
import type { Platform } from '../../core/platform.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { type TextBook, languageNamed } from '../../core/texts/texts.ts';
import { addressAt, hostOf } from './models.ts';

interface Parts {
  readonly keep: Pick<Keep, 'load' | 'save'>;
  readonly settings: Settings;
  readonly texts: TextBook;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly platformOf: (where: Place) => Platform | undefined;
  readonly log: Log;
}

const keptAs = 'ai.noticed';
const kept = z.record(z.string(), z.string());

/** What people were told of who reads along: nothing is read in a space before. Another host is told of anew. */
export class Notices {
  readonly #parts: Parts;
  /** By space, with blanks between. */
  readonly #hosts: Map<string, string>;
  readonly #posting = new Set<SpaceId>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#hosts = new Map(Object.entries(readKept(parts.keep.load(keptAs))));
  }

  wasGiven(where: Place): boolean {
    return where.space !== undefined && this.#toldOf(where.space).includes(this.#hostAt(where));
  }

  /** Says it where `where` is, unless that is under way. Whether it was said. */
  async give(where: Place): Promise<boolean> {
    const { space } = where;
    if (space === undefined || this.#posting.has(space)) return false;
    this.#posting.add(space);
    try {
      return await this.#post(where, space);
    } finally {
      this.#posting.delete(space);
    }
  }

  /** It was switched off: when it is switched on again, people are told again. */
  forget(space: SpaceId): void {
    if (this.#hosts.delete(space)) this.#save();
  }

  /** … of spaces that belong to what was changed. */
  forgetWhere(isMeant: (space: string) => boolean): void {
    for (const space of [...this.#hosts.keys()]) if (isMeant(space)) this.#hosts.delete(space);
    this.#save();
  }

  async #post(where: Place, space: SpaceId): Promise<boolean> {
    const { settings, texts, platformOf, alerts, log } = this.#parts;
    const host = this.#hostAt(where);
    const say = texts.in(languageNamed(settings.readText('core.language', layersOf(where))));
    try {
      const platform = platformOf(where);
      if (!platform) throw new RangeError('The network is not here');
      const said = await platform.say(where.channel, {
        tone: 'info',
        say: say('ai.notice', { host, outside: host === '' ? 'no' : 'yes' }),
      });
      if (said.guarded?.verdict === 'refuse') throw new RangeError('The guard kept it back');
    } catch (failure) {
      log.warn({ space, problem: messageOf(failure) }, 'People could not be told of the model');
      const text = { key: 'ai.alert.unnoticed', facts: { place: where.name } };
      alerts.raise({ subject: `ai:unnoticed:${space}`, tone: 'warning', text, space });
      return false;
    }
    // Channels may have models of their own.
    this.#hosts.set(space, [...this.#toldOf(space), host].join(' '));
    this.#save();
    return true;
  }

  #toldOf(space: SpaceId): readonly string[] {
    return this.#hosts.get(space)?.split(' ') ?? [];
  }

  #hostAt(where: Place): string {
    return hostOf(addressAt(this.#parts.settings, where).url);
  }

  #save(): void {
    this.#parts.keep.save(keptAs, JSON.stringify(Object.fromEntries(this.#hosts)));
  }
}

/** Whether a layer of settings is one of this space, or around it. */
export const isAround = (scope: string, space: string): boolean =>
  scope === 'instance' ||
  scope === `space:${space}` ||
  scope === `community:${communityOf(spaceId(space))}`;

function readKept(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Whatever it was: people are told once more.
    return {};
  }
}
