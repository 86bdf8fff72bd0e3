import { CastellanError } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Command, Outcome, RawCall } from '../../core/commands/command.ts';
import type { Ports } from '../../core/commands/ports.ts';
import type { Listener } from '../../core/hooks/listener.ts';
import type { AnyTable } from '../../core/tables/table.ts';
import type { SettingPlace } from '../../core/settings/scope.ts';
import type { Module, ModuleJob, Need } from '../../sdk/index.ts';
import { withoutGaps } from './answers.ts';
import { type CheckedUse, type Description, checked, usedShape } from './check.ts';
import type { GuestCall, SettingSheet, Standing } from './description.ts';
import type { Guest } from './guest.ts';
import { guestLimits } from './limits.ts';
import type { Powers } from './powers.ts';
import { argumentsOf, settingsOf } from './rebuilt.ts';
import { fitting, revived } from './revive.ts';
import { webOfGuest } from './web-of-guest.ts';
import { z } from 'zod';

/** What `needs` can name in a guest. Everything else is for extensions that the owner trusts. */
const portsOfGuests: ReadonlySet<string> = new Set<Need>([
  ...(['clock', 'random', 'log', 'settings', 'values', 'tables', 'files'] as const),
  ...(['speak', 'alerts', 'permissions'] as const),
]);

/** What the host itself needs to answer a guest. */
const hostNeeds = [
  ...(['values', 'tables', 'files', 'speak', 'log', 'alerts', 'settings', 'permissions'] as const),
] satisfies readonly Need[];

type HostPorts = Pick<Ports, (typeof hostNeeds)[number]>;

/** Throws with everything that a guest wants and cannot have. */
export function mustFit(description: Description, powers: Powers): void {
  const { name, needs, commands, listeners, jobs, routes, pages, cards } = description;
  const acts = pages.flatMap((page) => Object.values(page.acts));
  const parts = [...commands, ...listeners, ...jobs, ...routes, ...pages, ...acts, ...cards];
  const wanted = [needs, ...parts.map((one) => one.needs)].flat();
  const problems = [...new Set(wanted)]
    .filter((need) => !portsOfGuests.has(need))
    .map(
      (need) => `it needs "${need}": only trusted extensions can, run \`extensions trust ${name}\``,
    );
  const unheard = listeners.filter(({ on }) => !powers.events.includes(on)).map(({ on }) => on);
  if (unheard.length > 0)
    problems.push(
      `it listens to ${unheard.join(', ')}, and its manifest does not say so: "powers": { "events": ${JSON.stringify([...new Set(unheard)])} }`,
    );
  const open = routes.filter(({ access }) => access === 'public').map(({ path }) => path);
  if (open.length > 0 && !powers.publicRoutes)
    problems.push(
      `anybody may come to its ${open.join(', ')}, and its manifest does not say so: "powers": { "publicRoutes": true }`,
    );
  if (problems.length > 0) throw new CastellanError('bad-input', `${problems.join('; ')}.`);
}

/** The module that stands in our process for a guest: whatever is asked of it, the guest is asked. */
export function moduleOfGuest(guest: Guest): Module {
  const { description } = guest;
  const { name, version, tables, capabilities, texts } = description;
  const settings = settingsOf(description);
  const standing = standings(description);
  const said = description.description;
  return {
    ...{ name, version, settings, needs: [...hostNeeds] },
    ...(said !== undefined && { description: said }),
    ...(texts && { texts }),
    tables: withoutGaps<readonly AnyTable[]>(tables),
    capabilities,
    commands: description.commands.map((one, index) => commandOf(guest, standing, one, index)),
    listeners: description.listeners.map((one, index) => listenerOf(guest, standing, one, index)),
    jobs: description.jobs.map((one, index) => jobOf(guest, standing, one, index)),
    ...webOfGuest(guest, (ports) => standing(ports, {}), ['settings', 'permissions']),
    async start(ports, { life, handed, metrics }) {
      life.own(() => guest.end());
      const shape = z
        .array(z.object({ name: z.string(), help: z.string(), value: z.number() }))
        .max(50);
      const watched = checked(
        shape,
        await guest.begin({ ports, handed, standing: () => standing(ports, {}) }),
        'what it counts',
      );
      watched.forEach(({ name: metric, help, value }, at) =>
        metrics.watch(metric, help, () => guest.counted(at) ?? value),
      );
    },
    // One that cannot tell any more hands nothing over, and its next version begins anew.
    ...(description.hands && {
      handover: () =>
        guest.ask('handover', null, { withinMs: guestLimits.useWithinMs }).catch(() => undefined),
    }),
  };
}

type StandingOf = (ports: HostPorts, place: SettingPlace, raw?: RawCall) => Standing;

/** What of the settings and rights here a guest is told. */
function standings({ settings, capabilities }: Description): StandingOf {
  const names = Object.keys(settings);
  const rights = capabilities.map((one) => one.name);
  return (ports, place, raw) => {
    const sheet = (of: SettingPlace): SettingSheet =>
      Object.fromEntries(names.map((name) => [name, ports.settings.read(name, of)]));
    const isHere = Object.keys(place).length > 0;
    return {
      instance: sheet({}),
      ...(isHere && { here: sheet(place) }),
      ...(raw && rightsOf(ports, rights, raw)),
    };
  };
}

function rightsOf({ permissions }: HostPorts, rights: readonly string[], raw: RawCall) {
  const { caller: actor, community } = raw;
  const asking = { actor, ...(community !== undefined && { community }) };
  const asked = rights.map((right) => [right, permissions.authorise(right, asking)] as const);
  return {
    rank: permissions.rankOf(asking),
    lacks: Object.fromEntries(
      asked.flatMap(([right, result]) => (result.ok ? [] : [[right, result.error]])),
    ),
  };
}

const placeOf = ({ where, community }: Pick<RawCall, 'where' | 'community'>): SettingPlace => ({
  channel: where.channel,
  ...(where.space !== undefined && { space: where.space }),
  ...(community !== undefined && { community }),
});

let lastCall = 0;

function commandOf(
  guest: Guest,
  standing: StandingOf,
  { args, needs: _needs, ...said }: Description['commands'][number],
  index: number,
): Command {
  async function use(raw: RawCall, ports: Ports): Promise<Result<Outcome>> {
    const call = (lastCall += 1);
    const { given, caller, where, prefix, community } = raw;
    const sent: GuestCall = {
      ...{ call, given, caller, where, prefix },
      ...(community !== undefined && { community }),
      ...standing(ports, placeOf(raw), raw),
    };
    guest.lookups.set(call, raw.lookup);
    try {
      return await asked(guest, 'use', { index, call: sent }, prefix);
    } finally {
      guest.lookups.delete(call);
    }
  }
  return {
    ...withoutGaps<Omit<Command, 'args' | 'needs' | 'prepare'>>(said),
    ...{ args: argumentsOf(args), needs: [...hostNeeds] },
    prepare: (raw, ports) => ok(() => use(raw, ports)),
  };
}

/** Asks for a use of a command or of its controls, and checks what comes. */
async function asked(
  guest: Guest,
  what: 'use' | 'press',
  data: unknown,
  prefix: string,
): Promise<Result<Outcome>> {
  const { name } = guest.description;
  const { state } = guest.state();
  if (state !== 'running') return refuse('extensions.guest-away', { name, state });
  try {
    const used = await guest.ask(what, data, { withinMs: guestLimits.useWithinMs });
    return outcomeOf(guest, checked(usedShape, used, 'an answer'), prefix);
  } catch (failure) {
    const isOurs = failure instanceof CastellanError;
    if (isOurs && failure.code === 'timed-out') return refuse('extensions.guest-late', { name });
    if (isOurs && failure.code === 'not-available')
      return refuse('extensions.guest-away', { name, state: guest.state().state });
    throw failure;
  }
}

function outcomeOf(guest: Guest, used: CheckedUse, prefix: string): Result<Outcome> {
  if (!used.ok) return withoutGaps<Result<Outcome>>(used);
  const { outcome } = used;
  return ok({
    show: (say, stage) => revived(fitting(used, stage), say),
    ...(outcome !== undefined && {
      press: (pressed) => asked(guest, 'press', { id: outcome, pressed, prefix }, prefix),
    }),
  });
}

function listenerOf(
  guest: Guest,
  standing: StandingOf,
  said: Description['listeners'][number],
  index: number,
): Listener {
  return {
    ...withoutGaps<Omit<Listener, 'needs' | 'hear'>>({ ...said, needs: undefined }),
    needs: ['settings', 'permissions'],
    async hear(event, ports, { signal }) {
      // Only the platform that made it looks into what an answer needs.
      const plain = { ...event, reply: undefined };
      const place = 'where' in event ? placeOf({ where: event.where }) : {};
      const data = { index, event: plain, standing: standing(ports, place) };
      await guest.ask('hear', data, { signal });
    },
  };
}

const jobOf = (
  guest: Guest,
  standing: StandingOf,
  { name, when }: Description['jobs'][number],
  index: number,
): ModuleJob => ({
  ...{ name, when, needs: ['settings', 'permissions'] },
  async run(ports, signal, turn) {
    await guest.ask('work', { index, turn, standing: standing(ports, {}) }, { signal });
  },
});
