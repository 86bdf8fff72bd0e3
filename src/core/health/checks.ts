import type { Clock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import type { Backups } from '../backups/backups.ts';
import type { ExtensionDesk } from '../extensions/extensions.ts';
import type { HookDesk } from '../hooks/desk.ts';
import type { JobDesk } from '../jobs/desk.ts';
import type { ConnectionStatus } from '../platform.ts';
import type { Sums } from './error-rate.ts';
import { type Finding, type HealthCheck, finding } from './finding.ts';
import type { LagMeter } from './lag-meter.ts';

/** Of this many commands and more, the share of failed ones says something. */
const fewestCommands = 10;
const degradedShare = 0.05;
const criticalShare = 0.1;

export const errorCheck = (recent: () => Sums): HealthCheck => ({
  name: 'errors',
  look() {
    const { commands, errors } = recent();
    const share = commands === 0 ? 0 : errors / commands;
    const facts = { percent: Math.round(share * 1000) / 10, commands, errors };
    const enough = commands >= fewestCommands;
    const state =
      enough && share >= criticalShare
        ? 'critical'
        : enough && share >= degradedShare
          ? 'degraded'
          : 'ok';
    return finding(state, 'health.errors', facts, 'health.errors.todo');
  },
});

const lagThatIsFelt = 500;

export const lagCheck = (meter: LagMeter): HealthCheck => ({
  name: 'loop',
  look() {
    const facts = { mean: Math.round(meter.lagMs()), worst: Math.round(meter.worstLagMs()) };
    const state =
      facts.mean >= lagThatIsFelt ? 'critical' : facts.worst >= lagThatIsFelt ? 'degraded' : 'ok';
    return finding(state, 'health.loop', facts, 'health.loop.todo');
  },
});

const droppedLatelyMs = 5 * 60_000;

export function hookCheck(
  hooks: Pick<HookDesk, 'list' | 'sums'>,
  clock: Pick<Clock, 'monotonic'>,
): HealthCheck {
  let [known, droppedMs] = [0, Number.NEGATIVE_INFINITY];
  return {
    name: 'hooks',
    tellsItself: true,
    look() {
      const { dropped, waiting } = hooks.sums();
      if (dropped > known) droppedMs = clock.monotonic();
      known = dropped;
      const all = hooks.list();
      const resting = all.filter(({ now }) => now.state === 'open' || now.state === 'probing');
      const facts = {
        ...{ hooks: all.length, resting: resting.length, waiting, dropped },
        names: resting.map(({ id }) => id).join(', '),
      };
      if (resting.length > 0)
        return finding('degraded', 'health.hooks', facts, 'health.hooks.todo');
      const lately = clock.monotonic() - droppedMs < droppedLatelyMs;
      return finding(lately ? 'degraded' : 'ok', 'health.hooks', facts, 'health.hooks.dropped');
    },
  };
}

export const connectionCheck = (list: () => readonly ConnectionStatus[]): HealthCheck => ({
  name: 'connections',
  look() {
    const networks = list().filter(({ platform }) => platform !== 'console');
    const away = networks.filter(({ link }) => link.state !== 'online');
    const warned = networks.filter(({ warnings }) => warnings.length > 0);
    const facts = {
      ...{ online: networks.length - away.length, all: networks.length },
      names: away.map(nameAndProblem).join('; '),
      warnings: warned
        .flatMap(({ connection, warnings }) => [`${connection}: ${warnings[0] ?? ''}`])
        .join('; '),
    };
    if (away.length > 0) {
      const state = away.length === networks.length ? 'critical' : 'degraded';
      return finding(state, 'health.connections', facts, 'health.connections.away');
    }
    const state = warned.length > 0 ? 'degraded' : 'ok';
    return finding(state, 'health.connections', facts, 'health.connections.warned');
  },
});

const nameAndProblem = ({ connection, link }: ConnectionStatus): string =>
  `${connection} (${'problem' in link ? link.problem : link.state})`;

export const jobCheck = (jobs: Pick<JobDesk, 'list'>): HealthCheck => ({
  name: 'jobs',
  tellsItself: true,
  async look() {
    const all = await jobs.list();
    const ailing = all.filter(
      ({ failures, now }) => failures > 0 || (now.state === 'paused' && now.why === 'failures'),
    );
    const [first] = ailing;
    const facts = {
      ...{ jobs: all.length, failing: ailing.length, names: ailing.map(({ id }) => id).join(', ') },
      problem: first?.lastProblem ?? '',
    };
    return finding(ailing.length > 0 ? 'degraded' : 'ok', 'health.jobs', facts, 'health.jobs.todo');
  },
});

export const extensionCheck = (extensions: Pick<ExtensionDesk, 'list'>): HealthCheck => ({
  name: 'extensions',
  look() {
    const all = extensions.list().filter(({ origin }) => origin !== 'built-in');
    const ailing = all.filter(({ problem }) => problem !== undefined);
    const facts = {
      ...{ extensions: all.length, failing: ailing.length },
      names: ailing.map(({ name }) => name).join(', '),
      problem: ailing[0]?.problem?.message ?? '',
    };
    const state = ailing.length > 0 ? 'degraded' : 'ok';
    return finding(state, 'health.extensions', facts, 'health.extensions.todo');
  },
});

const tooOldMs = 7 * 86_400_000;

export const backupCheck = (
  backups: Pick<Backups, 'list' | 'schedule'>,
  clock: Pick<Clock, 'now'>,
): HealthCheck => ({
  name: 'backups',
  tellsItself: true,
  async look(): Promise<Finding> {
    const [all, { on, turns }] = await Promise.all([backups.list(), backups.schedule()]);
    const sound = all.filter(({ proof }) => proof.state !== 'damaged');
    const newestMs = Math.max(0, ...sound.map(({ createdAtMs }) => createdAtMs));
    const ageMs = clock.now() - newestMs;
    const facts = {
      ...{ count: sound.length, damaged: all.length - sound.length },
      age: newestMs === 0 ? 'none' : formatDuration(Math.max(1000, ageMs)),
      overdue: turns
        .filter(({ overdue }) => overdue)
        .map(({ type }) => type)
        .join(', '),
    };
    if (!on) return finding('ok', 'health.backups.off', facts);
    if (newestMs !== 0 && ageMs > tooOldMs)
      return finding('critical', 'health.backups', facts, 'health.backups.old');
    if (facts.damaged > 0)
      return finding('degraded', 'health.backups', facts, 'health.backups.damaged');
    const state = facts.overdue === '' ? 'ok' : 'degraded';
    return finding(state, 'health.backups', facts, 'health.backups.overdue');
  },
});
