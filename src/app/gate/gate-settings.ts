import type { Place } from '../../core/event.ts';
import { choice, duration, integer, list, role } from '../../core/settings/kinds.ts';
import { layersOf } from '../../core/settings/scope.ts';
import type { SettingSet, Settings } from '../../core/settings/settings.ts';
import type { GateRules } from '../../moderation/gate/index.ts';

const modes = ['off', 'on', 'raid'] as const;
const ways = ['both', 'chat', 'page'] as const;
const failures = ['wait', 'kick'] as const;
const lates = ['leave', 'kick'] as const;
const dayMs = 86_400_000;

export const gateSettings = {
  'gate.mode': choice({
    default: 'off',
    options: modes,
    text: 'Whether newcomers answer a question before they are let in: never, always, or while a raid is slowed down.',
  }),
  'gate.role': role({ text: 'The role that who passes the gate is given (Discord).' }),
  'gate.ways': choice({
    default: 'both',
    options: ways,
    text: 'Where newcomers answer: here in chat, on a page, or as they like.',
  }),
  'gate.questions': list({
    default: [],
    maxItems: 20,
    maxItemLength: 200,
    item: /^[^,=\n]{3,120}=[^,=\n]{1,80}$/u,
    takes:
      'questions like "Who guards the castle = castellan / the castellan", separated by commas',
    text: 'Questions of your own, each with its answers; none: a small sum.',
  }),
  'gate.attempts': integer({
    default: 3,
    min: 1,
    max: 20,
    text: 'How many wrong answers a newcomer has.',
  }),
  'gate.failure': choice({
    default: 'wait',
    options: failures,
    text: 'What follows after these: a wait, or being sent out.',
  }),
  'gate.waitMs': duration({
    default: 600_000,
    minMs: 1000,
    maxMs: 7 * dayMs,
    text: 'How long that wait is.',
  }),
  'gate.withinMs': duration({
    default: 1_800_000,
    minMs: 10_000,
    maxMs: 7 * dayMs,
    text: 'Within what time a newcomer has to pass.',
  }),
  'gate.late': choice({
    default: 'leave',
    options: lates,
    text: 'What follows for who does not: nothing, or being sent out.',
  }),
  'gate.proofBits': integer({
    default: 15,
    min: 0,
    max: 22,
    text: 'How much work the browser does on the page: each further bit doubles it; 15 is about a second, 0 is none.',
  }),
} satisfies SettingSet;

const oneOf = <Option extends string>(options: readonly Option[], text: string, usual: Option) =>
  options.find((one) => one === text) ?? usual;

export function gateRules(settings: Settings, where: Place): GateRules {
  const place = layersOf(where);
  const text = (name: string) => settings.readText(`gate.${name}`, place);
  const number = (name: string) => settings.readNumber(`gate.${name}`, place);
  return {
    ...{ mode: oneOf(modes, text('mode'), 'off'), ways: oneOf(ways, text('ways'), 'both') },
    ...{ failure: oneOf(failures, text('failure'), 'wait'), role: text('role') },
    ...{ late: oneOf(lates, text('late'), 'leave'), attempts: number('attempts') },
    ...{ waitMs: number('waitMs'), withinMs: number('withinMs'), proofBits: number('proofBits') },
    questions: settings.readList('gate.questions', place),
  };
}
