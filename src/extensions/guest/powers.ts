import { z } from 'zod';
import type { PowerWords } from '../../core/extensions/extensions.ts';

/** What guests can be allowed to do to the outside. */
const actions = ['speak', 'alert'] as const;

const hostName =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/;
const sizes: Readonly<Record<string, number>> = { kb: 1000, mb: 1_000_000 };

function bytesIn(text: string): number {
  const [, count = '0', unit = ''] = /^(\d{1,6})\s*(kb|mb)$/i.exec(text) ?? [];
  return Number(count) * (sizes[unit.toLowerCase()] ?? 0);
}

/** `powers` of a manifest: everything that a guest may do besides answering commands and keeping a little. */
export const powersShape = z
  .strictObject({
    events: z.array(z.string().max(80)).max(40).default([]),
    actions: z.array(z.enum(actions)).default([]),
    hosts: z
      .array(z.string().regex(hostName, 'should be the name of a host, like api.example.org'))
      .max(20)
      .default([]),
    secrets: z
      .array(z.string())
      .max(0, 'must be empty: extensions cannot read secrets yet')
      .default([]),
    storage: z
      .string()
      .refine((text) => bytesIn(text) > 0 && bytesIn(text) <= 1_000_000_000, {
        message: 'should be a size from 1KB to 1000MB, like 5MB',
      })
      .optional(),
    files: z.boolean().default(false),
    publicRoutes: z.boolean().default(false),
  })
  .prefault({});

export type Powers = z.output<typeof powersShape>;

export const noPowers: Powers = powersShape.parse({});

/** What any guest may keep without asking for more. */
const usualBytes = 1_000_000;

export const storageOf = ({ storage }: Powers): number =>
  storage === undefined ? usualBytes : bytesIn(storage);

/** The powers as the owner is asked for them; none: nothing needs asking. */
export function powersInWords(powers: Powers): readonly PowerWords[] {
  const { events, actions: doing, hosts, storage, files, publicRoutes } = powers;
  return [
    ...(events.length > 0 ? [{ key: 'power.events', facts: { events: events.join(', ') } }] : []),
    ...doing.map((one) => ({ key: `power.${one}`, facts: {} })),
    ...(hosts.length > 0 ? [{ key: 'power.hosts', facts: { hosts: hosts.join(', ') } }] : []),
    ...(storage !== undefined && storageOf(powers) > usualBytes
      ? [{ key: 'power.storage', facts: { storage } }]
      : []),
    ...(files ? [{ key: 'power.files', facts: {} }] : []),
    ...(publicRoutes ? [{ key: 'power.publicRoutes', facts: {} }] : []),
  ];
}

/** The same powers are the same text: what was allowed once needs no asking until they change. */
export const powersMark = (powers: Powers): string =>
  JSON.stringify(powersInWords(powers).map(({ key, facts }) => [key, facts]));
