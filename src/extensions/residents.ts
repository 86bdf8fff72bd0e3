import type { Clock } from '../base/clock.ts';
import { CastellanError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { ExtensionDecision, ExtensionRights } from '../core/extensions/extensions.ts';
import type { Module } from '../sdk/index.ts';
import { type Bundle, bundle } from './bundle.ts';
import {
  type Consents,
  type Guest,
  type GuestState,
  type Powers,
  guestScript,
  openGuestExtension,
  powersInWords,
  powersMark,
} from './guest/index.ts';
import type { Manifest } from './manifest.ts';
import { plainName } from './manifest.ts';
import { runBundle } from './run-bundle.ts';

interface Parts {
  readonly consents: Consents;
  /** Those that the configuration trusts; `*`: all. */
  readonly trusted: readonly string[];
  /** Of the world: processes do not live by a test's clock. */
  readonly clock: Clock;
  readonly log: Log;
  /** A guest that is loaded ended by itself, or is back. */
  readonly changed: (name: string, state: GuestState) => void;
}

/** An extension whose script has run, here or in a process of its own, and that is not loaded yet. */
export interface Opened {
  readonly module: Module;
  /** It is what runs under its name from here on. */
  settle(): void;
  /** It is not used after all. */
  end(): Promise<void>;
}

/** The owner has to be asked first. */
export class ConsentNeeded extends CastellanError {
  constructor(name: string) {
    super('unauthorised', `It waits to be allowed: \`extensions allow ${name}\``);
  }
}

/** Who runs with which rights: trusted extensions in our process, all others as guests in their own. */
export interface Residents {
  /** Makes the script; throws a BundleError. */
  script(manifest: Manifest, entry: string): Promise<Bundle & { run(): Promise<Opened> }>;
  /** Throws ConsentNeeded where powers were not allowed. Before any code runs. */
  admit(manifest: Manifest): void;
  /** Keeps what the owner decided. */
  decide(decision: ExtensionDecision, name: string, powers?: Powers): Promise<void>;
  rights(name: string, powers: Powers): ExtensionRights;
  /** Those that wait in its own process; none of one that is trusted. */
  timers(name: string): number;
}

export function residents({ consents, trusted, clock, log, changed }: Parts): Residents {
  const guests = new Map<string, Guest>();
  const names = new Set(trusted.map((name) => (name === '*' ? name : plainName(name))));
  const isTrusted = (name: string): boolean =>
    names.has('*') || names.has(name) || consents.isTrusted(name);

  function openInside(script: Bundle, entry: string, name: string): Promise<Opened> {
    const settle = (): void => void guests.delete(name);
    return Promise.resolve().then(() => ({
      ...{ module: runBundle(script, entry), settle, end: () => Promise.resolve() },
    }));
  }

  async function openOutside(
    script: Awaited<ReturnType<typeof guestScript>>,
    { name, powers }: Manifest,
  ): Promise<Opened> {
    const { guest, module } = await openGuestExtension({
      ...{ name, script, powers, clock, log },
      changed: (state) => {
        if (guests.get(name) === guest) changed(name, state);
      },
    });
    return { module, settle: () => void guests.set(name, guest), end: () => guest.end() };
  }

  return {
    async script(manifest, entry) {
      const { name } = manifest;
      if (isTrusted(name)) {
        const made = await bundle(entry, name);
        return { ...made, run: () => openInside(made, entry, name) };
      }
      const made = await guestScript(entry, name);
      return { ...made, run: () => openOutside(made, manifest) };
    },
    admit({ name, powers }) {
      if (isTrusted(name) || powersInWords(powers).length === 0) return;
      if (!consents.allows(name, powersMark(powers))) throw new ConsentNeeded(name);
    },
    async decide(decision, name, powers) {
      if (decision === 'trust') await consents.trust(name);
      else if (decision === 'revoke') await consents.revoke(name);
      else if (powers) await consents.allow(name, powersMark(powers));
    },
    timers(name) {
      const now = guests.get(name)?.state();
      return now?.state === 'running' ? now.timers : 0;
    },
    rights: (name, powers) =>
      isTrusted(name) ? { kind: 'trusted' } : guestRights(powers, guests.get(name)),
  };
}

function guestRights(powers: Powers, guest?: Guest): ExtensionRights {
  const now = guest?.state();
  const isThere = now?.state === 'running' && now.memoryBytes > 0;
  return {
    ...{ kind: 'guest', powers: powersInWords(powers) },
    ...(isThere && { memoryBytes: now.memoryBytes, usedMs: now.usedMs }),
    ...(guest && { ends: guest.ends(), resting: now?.state !== 'running' }),
  };
}
