import type { Place } from '../../core/event.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { Settings } from '../../core/settings/settings.ts';
import {
  type AiMode,
  type Looking,
  type ModelKind,
  type Policy,
  aiModes,
  labelledRules,
  lookings,
  modelKinds,
} from '../../moderation/ai/index.ts';
import { Reading, WordList, canBeListed } from '../../moderation/text/index.ts';

/** What holds for AI moderation in one place. */
export interface Here {
  readonly mode: AiMode;
  readonly policy: Policy;
  readonly looking: Looking;
  readonly kind: ModelKind;
  readonly rules: readonly string[];
  readonly context: number;
  readonly perHour: number;
  readonly spareStaff: boolean;
  readonly prefix: string;
  saysKeyword(text: string): boolean;
}

const mostRules = 50;
const reading = new Reading();

/** Answers for a place without looking settings up each time: this runs for every message. */
export function aiHere(settings: Settings): (where: Place) => Here {
  const known = new WeakMap<Place, { readonly version: number; readonly here: Here }>();
  return (where) => {
    const kept = known.get(where);
    if (kept?.version === settings.version) return kept.here;
    const here = hereOf(settings, where);
    known.set(where, { version: settings.version, here });
    return here;
  };
}

function hereOf(settings: Settings, where: Place): Here {
  const place = layersOf(where);
  const number = (name: string): number => settings.readNumber(`ai.${name}`, place);
  const chosen = settings.readText('ai.mode', place);
  const mode = aiModes.find((one) => one === chosen) ?? 'off';
  return {
    ...{ mode, policy: policyOf(mode, number) },
    looking: lookings.find((one) => one === settings.readText('ai.look', place)) ?? 'unsure',
    kind: modelKinds.find((one) => one === settings.readText('ai.kind', place)) ?? 'chat',
    rules: rulesIn(settings.readText('ai.rules', place)),
    ...{ context: number('context'), perHour: number('autoPerHour') },
    spareStaff: settings.readBoolean('ai.spareStaff', place),
    prefix: where.prefix ?? settings.readText('core.prefix', place),
    saysKeyword: finderOf(settings.readList('ai.keywords', place)),
  };
}

function policyOf(mode: AiMode, percent: (name: string) => number): Policy {
  const [warn, remove, mute] = ['autoWarn', 'autoDelete', 'autoTimeout'].map(percent);
  const from = (value: number | undefined): number | undefined =>
    value === undefined || value === 0 ? undefined : value / 100;
  const [WARN, DELETE, TIMEOUT] = [from(warn), from(remove), from(mute)];
  return {
    ...{ mode, least: percent('leastConfidence') / 100 },
    automatic: {
      ...(WARN !== undefined && { WARN }),
      ...(DELETE !== undefined && { DELETE }),
      ...(TIMEOUT !== undefined && { TIMEOUT }),
    },
  };
}

export function rulesIn(text: string): readonly string[] {
  const own = text
    .split(/[|\n]/u)
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
    .slice(0, mostRules);
  return own.length > 0 ? own : labelledRules.map(({ rule }) => rule);
}

function finderOf(words: readonly string[]): Here['saysKeyword'] {
  const listed = words.filter(canBeListed);
  if (listed.length === 0) return () => false;
  const list = new WordList(listed.map((word, number) => ({ word, number })));
  return (text) => {
    let found = false;
    list.find(reading.read(text), () => (found = true));
    return found;
  };
}
