import type { HookCall } from './desk.ts';
import { hookLimits } from './limits.ts';

/** The last calls: of all hooks, and of each kind of event, so that one that comes often does not push out the rest. */
export class CallHistory {
  readonly #all: HookCall[] = [];
  readonly #byKind = new Map<string, HookCall[]>();

  add(call: HookCall): void {
    put(this.#all, call, hookLimits.history);
    const known = this.#byKind.get(call.kind);
    const ofKind = known ?? [];
    if (!known) this.#byKind.set(call.kind, ofKind);
    put(ofKind, call, hookLimits.historyOfKind);
  }

  list(limit: number, kind?: string): readonly HookCall[] {
    const calls = kind === undefined ? this.#all : (this.#byKind.get(kind) ?? []);
    const most = kind === undefined ? hookLimits.history : hookLimits.historyOfKind;
    return calls.slice(-Math.min(limit, most)).reverse();
  }
}

function put(calls: HookCall[], call: HookCall, most: number): void {
  calls.push(call);
  // Cutting seldom and much costs less than at each call.
  if (calls.length >= most * 2) calls.splice(0, calls.length - most);
}
