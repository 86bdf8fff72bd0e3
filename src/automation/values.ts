import type { AutomationTrigger } from '../core/automation.ts';
import { wallTimeAt } from '../core/jobs/zone.ts';
import type { Occasion } from './occasion.ts';
import type { TemplateValue, TemplateValues } from './template.ts';

const everywhere = ['channel', 'space', 'count', 'time', 'prefix'];
const withPerson = [...everywhere, 'person'];
const withMessage = [...withPerson, 'message'];

const names: Readonly<Record<AutomationTrigger['kind'], readonly string[]>> = {
  ...{ join: withPerson, leave: withPerson, rename: [...withPerson, 'before'], boost: withPerson },
  ...{ message: withMessage, says: withMessage, matches: withMessage },
  reaction: [...withPerson, 'emoji'],
  command: [...withMessage, 'args', 'words'],
  ...{ cron: everywhere, every: everywhere, once: everywhere },
};

/** What a template can name when this has happened. */
export const namesFor = ({ kind }: AutomationTrigger): ReadonlySet<string> => new Set(names[kind]);

const weekdays = [
  ...['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
];

export interface Setting {
  readonly nowMs: number;
  readonly zone: string;
  readonly prefix: string;
  /** How often the automation has run, with this time. */
  readonly count: number;
}

/** The values that a template can name now. */
export function valuesOf(
  { where, actor, text, before, emoji, on }: Occasion,
  { nowMs, zone, prefix, count }: Setting,
): TemplateValues {
  const space = { name: where.spaceName ?? where.name };
  return {
    ...{ channel: { name: where.name }, space, count, prefix, time: timeAt(nowMs, zone) },
    ...(actor && { person: { name: actor.name, mention: actor.mention, id: actor.id } }),
    ...(before !== undefined && { before }),
    ...(emoji !== undefined && { emoji }),
    ...(on === 'message' && { message: text }),
    ...(on === 'command' && {
      ...{ message: text, args: text },
      words: text.split(/\s+/).filter((word) => word !== ''),
    }),
  };
}

/** The clock of the place, in pieces that can be put together; it shows itself as `14:05`. */
function timeAt(nowMs: number, zone: string): TemplateValue {
  const wall = new Date(wallTimeAt(nowMs, zone));
  const iso = wall.toISOString();
  return {
    ...{ name: iso.slice(11, 16), clock: iso.slice(11, 16), date: iso.slice(0, 10) },
    ...{ weekday: weekdays[wall.getUTCDay()] ?? '', hour: wall.getUTCHours(), zone },
  };
}
