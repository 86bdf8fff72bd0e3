import type { CommunityId } from '../../base/ids.ts';
import type { Place } from '../event.ts';
import type { Settings } from '../settings/settings.ts';
import { type Say, type TextBook, languageNamed } from '../texts/texts.ts';
import { type LocalRules, localRules } from './local-rules.ts';
import { layersOf } from '../settings/scope.ts';

/** What holds in one place: worked out once and kept until a setting changes. */
export interface HouseRules {
  readonly prefix: string;
  readonly mentionPrefix: boolean;
  readonly say: Say;
  readonly local: LocalRules;
  /** After how long an answer to a command is deleted; 0: never. */
  readonly deleteRepliesMs: number;
  readonly community?: CommunityId;
}

/** Answers for a place without looking settings up each time: this runs for every message. */
export function houseRules(settings: Settings, texts: TextBook): (where: Place) => HouseRules {
  const known = new WeakMap<Place, { version: number; rules: HouseRules }>();
  return (where) => {
    const kept = known.get(where);
    if (kept?.version === settings.version) return kept.rules;
    const rules = rulesOf(where, settings, texts);
    known.set(where, { version: settings.version, rules });
    return rules;
  };
}

function rulesOf(where: Place, settings: Settings, texts: TextBook): HouseRules {
  const place = layersOf(where);
  const { community } = place;
  return {
    prefix: where.prefix ?? settings.readText('core.prefix', place),
    mentionPrefix: settings.readBoolean('core.mentionPrefix', place),
    say: texts.in(languageNamed(settings.readText('core.language', place))),
    local: localRules(settings, place),
    deleteRepliesMs: settings.readNumber('commands.deleteRepliesSeconds', place) * 1000,
    ...(community !== undefined && { community }),
  };
}
