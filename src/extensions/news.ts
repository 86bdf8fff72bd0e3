import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Alerts } from '../core/alerts/alerts.ts';
import type { ExtensionProblem } from '../core/extensions/extensions.ts';
import type { GuestState } from './guest/index.ts';

interface Parts {
  readonly log: Log;
  readonly alerts: Pick<Alerts, 'raise'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly isRunning: (name: string) => boolean;
}

/** What operators are told of extensions. */
export interface News {
  failed(name: string, problem: string, failure: unknown): void;
  well(name: string): void;
  asks(name: string): void;
  /** Returns what is wrong with it now. */
  stopped(
    name: string,
    now: Extract<GuestState, { state: 'resting' | 'stopped' }>,
  ): ExtensionProblem;
}

export const newsOf = ({ log, alerts, clock, isRunning }: Parts): News => ({
  failed(name, problem, failure) {
    const runs = isRunning(name);
    const still = runs ? 'the version before goes on' : 'it is not loaded';
    log.error({ extension: name, problem, err: failure }, `Extension failed; ${still}`);
    alerts.raise({
      ...{ subject: `extension:${name}`, topic: 'extensions', tone: 'error' },
      text: { key: 'extensions.alert', facts: { name, problem, runs: runs ? 'yes' : 'no' } },
    });
  },
  well(name) {
    alerts.raise({
      ...{ subject: `extension:${name}`, topic: 'extensions', tone: 'success' },
      text: { key: 'extensions.alert-over', facts: { name } },
    });
  },
  asks(name) {
    log.info({ extension: name }, 'Extension waits to be allowed its powers');
    alerts.raise({
      ...{ subject: `extension-asks:${name}`, topic: 'extensions', tone: 'warning' },
      text: { key: 'extensions.asks', facts: { name } },
    });
  },
  stopped(name, now) {
    const { why, state } = now;
    alerts.raise({
      ...{ subject: `extension:${name}`, topic: 'extensions', tone: 'error' },
      text: { key: 'extensions.guest-stopped', facts: { name, why, state } },
    });
    const again =
      now.state === 'resting'
        ? `it is started again in ${Math.round(now.forMs / 1000)} s`
        : `it ended too often, and stays so until \`reload ${name}\``;
    return { message: `It was stopped: ${why}; ${again}`, atMs: clock.now() };
  },
});
