import { type Result, ok } from '../base/result.ts';
import type { Command, Outcome, Soon } from '../core/commands/command.ts';
import type { Module, PageAct, WebParts } from '../sdk/index.ts';
import type { Bundle } from './bundle.ts';

/** The module with its faults told by the places of its own sources, and not of the script that was made of them. */
export function withOrigins(module: Module, bundle: Bundle): Module {
  const told = <Value>(run: () => Soon<Value>): Soon<Value> => tellingOrigins(run, bundle);
  return {
    ...module,
    ...(module.commands && { commands: module.commands.map((one) => commandIn(one, told)) }),
    ...(module.listeners && {
      listeners: module.listeners.map((one) => ({
        ...one,
        hear: (...heard) => told(() => one.hear(...heard)),
      })),
    }),
    ...(module.jobs && {
      jobs: module.jobs.map((one) => ({
        ...one,
        run: async (...turn) => told(() => one.run(...turn)),
      })),
    }),
    ...webIn(module, told),
  };
}

type Told = <Value>(run: () => Soon<Value>) => Soon<Value>;

const webIn = ({ routes, pages, cards }: Module, told: Told): WebParts => ({
  ...(routes && {
    routes: routes.map((one) => ({
      ...one,
      answer: async (...asked) => told(() => one.answer(...asked)),
    })),
  }),
  ...(pages && {
    pages: pages.map((one) => ({
      ...{ ...one, show: async (...ports) => told(() => one.show(...ports)) },
      acts: Object.fromEntries(
        Object.entries(one.acts).map(([name, of]): [string, PageAct] => [
          name,
          { ...of, act: async (...sent) => told(() => of.act(...sent)) },
        ]),
      ),
    })),
  }),
  ...(cards && {
    cards: cards.map((one) => ({
      ...one,
      show: async (...ports) => told(() => one.show(...ports)),
    })),
  }),
});

type Ready = Result<() => Soon<Result<Outcome>>>;

function commandIn(
  command: Command,
  told: (run: () => Soon<Result<Outcome>>) => Soon<Result<Outcome>>,
): Command {
  const ready = (prepared: Ready): Ready =>
    prepared.ok ? ok(() => told(prepared.value)) : prepared;
  return {
    ...command,
    prepare(raw, ports) {
      const prepared = command.prepare(raw, ports);
      return prepared instanceof Promise ? prepared.then(ready) : ready(prepared);
    },
  };
}

function tellingOrigins<Value>(run: () => Soon<Value>, bundle: Bundle): Soon<Value> {
  const fail = (failure: unknown): never => {
    if (failure instanceof Error) failure.stack = stackOf(failure, bundle);
    throw failure;
  };
  try {
    const running = run();
    return running instanceof Promise ? running.catch(fail) : running;
  } catch (failure) {
    return fail(failure);
  }
}

/** The frames of the script in the extension's own files. */
function stackOf({ stack = '' }: Error, { fileName, origin }: Bundle): string {
  return stack
    .split(fileName)
    .map((part, at) => {
      const [place, line, column] = at === 0 ? [] : (/^:(\d+):(\d+)/.exec(part) ?? []);
      const found = place === undefined ? undefined : origin(Number(line), Number(column));
      if (!found || place === undefined) return at === 0 ? part : `${fileName}${part}`;
      return `${fileName}/${found.file}:${found.line}:${found.column}${part.slice(place.length)}`;
    })
    .join('');
}
