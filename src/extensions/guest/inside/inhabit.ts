import { type Lifetime, lifetime } from '../../../base/lifetime.ts';
import { refuse } from '../../../base/result.ts';
import type { Lookup } from '../../../core/commands/arguments.ts';
import type { Pressed, RawCall } from '../../../core/commands/command.ts';
import type { Ports } from '../../../core/commands/ports.ts';
import type { Progress } from '../../../core/commands/progress.ts';
import type { Happening } from '../../../core/hooks/happening.ts';
import type { TurnInfo } from '../../../core/jobs/job.ts';
import type { Module, Need } from '../../../sdk/index.ts';
import { moduleIn } from '../../module-in.ts';
import type { GuestCall, Standing, Typing, Used } from '../description.ts';
import { LineEnd, type Wire } from '../wire.ts';
import { type Answers, type Ask, type Few, type Tell, believed } from './believed.ts';
import { declared } from './declared.ts';
import { fetchThrough } from './fetch.ts';
import { bridge, timerRang, timersWaiting } from './globals.ts';
import { lastingPorts, standingPorts } from './ports.ts';
import { inMarks, keptOutcome, used } from './shown.ts';
import { webAnswers } from './web.ts';

/** How many of the host's questions are answered at once. */
const mostInWork = 1000;
const mostSuggested = 25;
/** The host says less of it still. */
const progressEveryMs = 500;

/** Lets the host use the module that a guest's script exports. */
export function inhabit(exported: object): void {
  const module = moduleIn(exported);
  const life = lifetime(module.name);
  // Taken now: what the guest does to its own JSON later is no way to speak for us.
  const { parse, stringify } = JSON;
  const line = new LineEnd(
    (wire) => bridge.send(stringify(wire)),
    { answering: (what, data, signal) => answer(what, data, signal) },
    mostInWork,
  );
  bridge.accept((kind, text) => {
    if (kind === 'timer') timerRang(Number(text));
    else line.take(believed<Wire>(parse(String(text))));
  });
  const ask: Ask = (what, data, signal) => line.ask(what, data, signal);
  Reflect.set(globalThis, 'fetch', fetchThrough(ask));
  const answer = answering(module, life, { ask, tell: (what, data) => line.tell(what, data) });
}

interface Watched {
  readonly name: string;
  readonly help: string;
  readonly read: () => number;
}

/** What the host may ask, by name. */
function answering(module: Module, life: Lifetime, { ask, tell }: { ask: Ask; tell: Tell }) {
  const lasting = lastingPorts({ ask, tell }, life);
  const rights = (module.capabilities ?? []).map(({ name }) => name);
  const few: Few = (standing, where, needs) =>
    fewOf({ ...lasting, ...standingPorts(standing, where, rights) }, needs);
  const answers: Answers = {
    ...{ describe: () => declared(module), press, ...ofEvents(module, few) },
    ...{ ...ofLife(module, life, few), ...webAnswers(module, few) },
    suggest: (data) => suggested(module, data),
    async use(data) {
      const { index, call } = believed<{ index: number; call: GuestCall }>(data);
      const command = module.commands?.[index];
      if (!command) return refuse('command.failed');
      const ports = few(call, call.where, command.needs);
      const prepared = await command.prepare(rawOf(call, ask), ports);
      return prepared.ok ? used(await prepared.value(), call.prefix) : prepared;
    },
  };
  return (what: string, data: unknown, signal: AbortSignal): unknown => {
    const found = answers[what];
    if (!found) throw new Error(`Nobody here can be asked "${what}"`);
    return found(data, signal);
  };
}

/** What could stand in an argument; no more than networks show. */
async function suggested(module: Module, data: unknown): Promise<readonly string[]> {
  const { index, argument, typed, where, others, commands, standing } = believed<Typing>(data);
  const { settings } = standingPorts(standing, where, []);
  const found = await module.commands?.[index]?.args[argument]?.suggest?.(typed, {
    ...{ where, others, settings: believed<never>(settings) },
    catalogue: { all: () => commands.map((name) => ({ name })) },
  });
  return (found ?? []).slice(0, mostSuggested).map((one) => one.slice(0, 100));
}

async function press(data: unknown): Promise<Used> {
  const { id, pressed, prefix } = believed<{
    id: number;
    pressed: Pressed;
    prefix: string;
  }>(data);
  const outcome = keptOutcome(id);
  if (!outcome?.press) return refuse('extensions.guest-forgot');
  return used(await outcome.press(pressed), prefix);
}

interface Turn {
  readonly index: number;
  readonly standing: Standing;
}

const ofEvents = (module: Module, few: Few): Answers => ({
  async hear(data, signal) {
    const { index, event, standing } = believed<Turn & { event: Happening }>(data);
    const one = module.listeners?.[index];
    const where = 'where' in event ? event.where : {};
    await one?.hear(event, few(standing, where, one.needs), { signal });
  },
  async work(data, signal) {
    const { index, turn, standing } = believed<Turn & { turn: TurnInfo }>(data);
    const one = module.jobs?.[index];
    await one?.run(few(standing, {}, one.needs), signal, turn);
  },
});

function ofLife(module: Module, life: Lifetime, few: Few): Answers {
  const watched: Watched[] = [];
  let hasStarted = false;
  return {
    ping: () => ({ counted: watched.map(({ read }) => read()), timers: timersWaiting() }),
    async start(data) {
      const { handed, standing } = believed<{ handed: unknown; standing: Standing }>(data);
      await module.start?.(few(standing, {}, module.needs ?? []), {
        ...{ life, handed: handed ?? undefined },
        metrics: {
          watch(name, help, read) {
            if (hasStarted) throw new Error('`metrics.watch` is for `start`');
            watched.push({ name, help, read });
            return () => {};
          },
          series() {
            throw new Error('A guest has `metrics.watch`; series are for trusted extensions');
          },
        },
      });
      hasStarted = true;
      return watched.map(({ name, help, read }) => ({ name, help, value: read() }));
    },
    handover: () => module.handover?.() ?? null,
    end: () => life.end().then(() => null),
  };
}

function fewOf(all: Readonly<Record<string, unknown>>, needs: readonly Need[]): Ports {
  return believed<Ports>(Object.fromEntries(needs.map((need) => [need, all[need]])));
}

/** What is not known here, who is meant, is asked of the host. */
function rawOf(
  { call, given, caller, where, prefix, community, message }: GuestCall,
  ask: Ask,
): RawCall {
  const lookup: Lookup = {
    actor: async (text) => believed<never>((await ask('actor', [call, text])) ?? undefined),
    thing: async (kind, text) =>
      believed<never>((await ask('thing', [call, text, kind])) ?? undefined),
  };
  return {
    ...{ given, caller, where, prefix, lookup, progress: progressOf(call, ask) },
    ...(message !== undefined && { message }),
    ...(community !== undefined && { community: believed<never>(community) }),
  };
}

/** Says how far it is, and leaves out what comes too soon after. */
function progressOf(call: number, ask: Ask): Progress {
  let nextMs = 0;
  return (words) => {
    const nowMs = new Date().getTime();
    if (nowMs < nextMs) return;
    nextMs = nowMs + progressEveryMs;
    ask('progress', [call, inMarks(words)]).catch(() => {});
  };
}
