import { z } from 'zod';
import type { Automation } from '../core/automation.ts';

const not = z.boolean();
const text = z.string().max(4000);
const short = z.string().max(200);
const length = z.number().int().min(0).max(1e12);
const role = z.object({ id: z.string().max(30).optional(), name: short });

const trigger = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['join', 'leave', 'rename', 'boost', 'message']) }),
  z.object({ kind: z.literal('says'), words: z.array(short).max(50) }),
  z.object({ kind: z.literal('matches'), source: text, flags: short }),
  z.object({
    ...{ kind: z.literal('reaction'), added: z.boolean(), emoji: short.optional() },
    message: short,
  }),
  z.object({ kind: z.literal('command'), name: short }),
  z.object({ kind: z.literal('cron'), fields: short }),
  z.object({ kind: z.literal('every'), everyMs: length }),
  z.object({ kind: z.literal('once'), moment: short }),
]);

const condition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), not, channels: z.array(short).max(50) }),
  z.object({ kind: z.literal('role'), not, role }),
  z.object({
    ...{ kind: z.literal('rank'), not },
    least: z.enum(['helper', 'moderator', 'administrator']),
  }),
  z.object({ kind: z.literal('age'), not, underMs: length }),
  z.object({ kind: z.literal('registered'), not }),
  z.object({ kind: z.literal('platform'), not, platform: z.enum(['discord', 'irc']) }),
  z.object({ kind: z.literal('chance'), percent: z.number().int() }),
  z.object({
    ...{ kind: z.literal('cooldown'), withinMs: length },
    per: z.enum(['person', 'channel', 'everyone']),
  }),
]);

const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('say'), text, channel: short.optional() }),
  z.object({ kind: z.enum(['reply', 'tell']), text }),
  z.object({ kind: z.literal('role'), give: z.boolean(), role }),
  z.object({ kind: z.literal('mode'), give: z.boolean(), mode: z.enum(['voice', 'op']) }),
  z.object({ kind: z.literal('react'), emoji: short }),
  z.object({ kind: z.literal('delete') }),
]);

/** An automation as a form puts it together; whether it makes sense is asked where it is read. */
export const automationParts: z.ZodType<Automation> = z.object({
  on: trigger,
  when: z.array(condition).max(50),
  then: z.array(action).max(50),
});
