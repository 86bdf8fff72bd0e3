import { CastellanError } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import { withoutCommands } from '../../core/commands/views.ts';
import type { Command, Outcome, RawCall } from '../../core/commands/command.ts';
import type { Ports } from '../../core/commands/ports.ts';
import { communityOf } from '../../core/community.ts';
import type { Happening } from '../../core/hooks/happening.ts';
import type { Listener } from '../../core/hooks/listener.ts';
import type { AnyTable } from '../../core/tables/table.ts';
import type { Module, ModuleJob, Need } from '../../sdk/index.ts';
import { type CheckedUse, type Description, checked, suggestedShape, usedShape } from './check.ts';
import type { GuestCall, Standing, Typing } from './description.ts';
import type { Guest } from './guest.ts';
import { guestLimits } from './limits.ts';
import { type SuggestFor, argumentsOf, settingsOf } from './rebuilt.ts';
import { fitting, revived } from './revive.ts';
import { type Standings, placeOf, standingsOf } from './standing.ts';
import { webOfGuest } from './web-of-guest.ts';
import { withoutGaps } from './without-gaps.ts';
import { z } from 'zod';

/** What the host itself needs to answer a guest. */
const hostNeeds = [
  ...(['values', 'tables', 'files', 'speak', 'log', 'alerts', 'settings', 'permissions'] as const),
] satisfies readonly Need[];

/** The module that stands in our process for a guest: whatever is asked of it, the guest is asked. */
export function moduleOfGuest(guest: Guest): Module {
  const { description } = guest;
  const { name, version, tables, capabilities, texts } = description;
  const settings = settingsOf(description);
  const standing = standingsOf(description);
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
    ...webOfGuest(guest, ({ settings: held }) => standing.settings(held), ['settings']),
    async start(ports, { life, handed, metrics }) {
      life.own(() => guest.end());
      const shape = z
        .array(z.object({ name: z.string(), help: z.string(), value: z.number() }))
        .max(50);
      const watched = checked(
        shape,
        await guest.begin({ ports, handed, standing: () => standing.settings(ports.settings) }),
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

let lastCall = 0;

function commandOf(
  guest: Guest,
  standing: Standings,
  { args, needs: _needs, ...said }: Description['commands'][number],
  index: number,
): Command {
  const withinMs = said.slow === true ? guestLimits.slowUseWithinMs : guestLimits.useWithinMs;
  async function use(raw: RawCall, ports: Ports): Promise<Result<Outcome>> {
    const call = (lastCall += 1);
    const { given, caller: actor, where, prefix, community, message } = raw;
    const asking = { actor, ...(community !== undefined && { community }) };
    const sent: GuestCall = {
      ...{ call, given, caller: actor, where, prefix },
      ...(community !== undefined && { community }),
      ...(message !== undefined && { message }),
      ...standing.whole(ports, placeOf(where, community), asking),
    };
    guest.uses.set(call, raw);
    try {
      return await asked(guest, 'use', { index, call: sent }, { prefix, withinMs });
    } finally {
      guest.uses.delete(call);
    }
  }
  return {
    ...withoutGaps<Omit<Command, 'args' | 'needs' | 'prepare'>>(said),
    ...{ args: argumentsOf(args, suggesting(guest, standing, index)), needs: [...hostNeeds] },
    prepare: (raw, ports) => ok(() => use(raw, ports)),
  };
}

/** How answers of one use of a command are asked for. */
interface How {
  readonly prefix: string;
  readonly withinMs: number;
}

/** What could stand in an argument, asked of the guest while somebody types. Where it cannot tell, nothing is suggested. */
const suggesting =
  (guest: Guest, standing: Standings, index: number): SuggestFor =>
  (argument) =>
  async (typed, { where, others, settings, catalogue }) => {
    if (guest.state().state !== 'running') return [];
    const commands = catalogue.all().flatMap(({ name, hidden }) => (hidden === true ? [] : [name]));
    const typing: Typing = {
      ...{ index, argument, typed, where, others, commands },
      standing: standing.settings(settings, placeOf(where)),
    };
    const withinMs = guestLimits.suggestWithinMs;
    return checked(suggestedShape, await guest.ask('suggest', typing, { withinMs }), 'suggestions');
  };

/** Asks for a use of a command or of its controls, and checks what comes. */
async function asked(
  guest: Guest,
  what: 'use' | 'press',
  data: unknown,
  how: How,
): Promise<Result<Outcome>> {
  const { name } = guest.description;
  const { state } = guest.state();
  if (state !== 'running') return refuse('extensions.guest-away', { name, state });
  try {
    const used = await guest.ask(what, data, { withinMs: how.withinMs });
    return outcomeOf(guest, checked(usedShape, used, 'an answer'), how);
  } catch (failure) {
    const isOurs = failure instanceof CastellanError;
    if (isOurs && failure.code === 'timed-out') return refuse('extensions.guest-late', { name });
    if (isOurs && failure.code === 'not-available')
      return refuse('extensions.guest-away', { name, state: guest.state().state });
    throw failure;
  }
}

function outcomeOf(guest: Guest, used: CheckedUse, how: How): Result<Outcome> {
  if (!used.ok) return withoutGaps<Result<Outcome>>(used);
  const { outcome } = used;
  return ok({
    show(say, stage) {
      const answer = revived(fitting(used, stage), say);
      // Where there is something to press, its controls come to the guest; all others go out as they are named.
      return typeof answer === 'string' || outcome !== undefined ? answer : withoutCommands(answer);
    },
    ...(outcome !== undefined && {
      press: (pressed) => asked(guest, 'press', { id: outcome, pressed, prefix: how.prefix }, how),
    }),
  });
}

function listenerOf(
  guest: Guest,
  standing: Standings,
  said: Description['listeners'][number],
  index: number,
): Listener {
  return {
    ...withoutGaps<Omit<Listener, 'needs' | 'hear'>>({ ...said, needs: undefined }),
    needs: ['settings', 'permissions'],
    async hear(event, ports, { signal }) {
      // Only the platform that made it looks into what an answer needs.
      const plain = { ...event, reply: undefined };
      const data = { index, event: plain, standing: standingIn(standing, event, ports) };
      await guest.ask('hear', data, { signal });
    },
  };
}

/** What holds where it happened, and the rights of who did it, where somebody did. */
function standingIn(standing: Standings, event: Happening, ports: Ports): Standing {
  if (!('where' in event)) return standing.settings(ports.settings);
  const { where } = event;
  const place = placeOf(where);
  const actor = 'actor' in event ? event.actor : undefined;
  if (!actor) return standing.settings(ports.settings, place);
  const community = where.space === undefined ? {} : { community: communityOf(where.space) };
  return standing.whole(ports, place, { actor, ...community });
}

const jobOf = (
  guest: Guest,
  standing: Standings,
  { name, when }: Description['jobs'][number],
  index: number,
): ModuleJob => ({
  ...{ name, when, needs: ['settings', 'permissions'] },
  async run(ports, signal, turn) {
    await guest.ask(
      'work',
      { index, turn, standing: standing.settings(ports.settings) },
      { signal },
    );
  },
});
