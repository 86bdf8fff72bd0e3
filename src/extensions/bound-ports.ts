import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Alerts } from '../core/alerts/alerts.ts';
import type { OwnPorts, Ports } from '../core/commands/ports.ts';
import type { Permissions } from '../core/permissions/permissions.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { TextBook } from '../core/texts/texts.ts';
import type { Need } from '../sdk/index.ts';
import type { Running } from './resources.ts';

type Undo = () => void;

/** Takes something that was registered back when the lifetime ends, or before, when asked. */
function until(life: Lifetime, undo: Undo): Undo {
  const forget = life.own(undo);
  return () => {
    forget();
    undo();
  };
}

/** The ports as one module gets them: its own ones, and whatever it leaves running through the others ends with it. */
export const boundPorts = (
  shared: Ports,
  own: OwnPorts,
  { life, running }: { readonly life: Lifetime; readonly running: Running },
): Ports => ({
  ...shared,
  ...own,
  clock: boundClock(shared.clock, life, running),
  alerts: boundAlerts(shared.alerts, life, running),
  settings: boundSettings(shared.settings, life, running),
  texts: boundTexts(shared.texts, life),
  permissions: boundPermissions(shared.permissions, life),
});

/** As `until`, and counted as long as it lasts. */
function following(life: Lifetime, running: Running, undo: Undo): Undo {
  running.followers += 1;
  let isOver = false;
  return until(life, () => {
    undo();
    if (!isOver) running.followers -= 1;
    isOver = true;
  });
}

const boundClock = (clock: Clock, life: Lifetime, running: Running): Clock => ({
  now: () => clock.now(),
  monotonic: () => clock.monotonic(),
  after(delayMs, run) {
    let forget: Undo = () => {};
    let waits = true;
    running.timers += 1;
    const over = (): void => {
      forget();
      if (waits) running.timers -= 1;
      waits = false;
    };
    const cancel = clock.after(delayMs, () => {
      over();
      run();
    });
    forget = life.own(() => {
      cancel();
      over();
    });
    return () => {
      over();
      cancel();
    };
  },
});

const boundAlerts = (alerts: Alerts, life: Lifetime, running: Running): Alerts => ({
  raise: (alert) => alerts.raise(alert),
  recent: () => alerts.recent(),
  follow: (listener) => following(life, running, alerts.follow(listener)),
});

const boundTexts = (texts: TextBook, life: Lifetime): TextBook => ({
  in: (language) => texts.in(language),
  has: (key) => texts.has(key),
  add: (added) => until(life, texts.add(added)),
});

const boundPermissions = (permissions: Permissions, life: Lifetime): Permissions => ({
  capability: (name) => permissions.capability(name),
  rankOf: (asking) => permissions.rankOf(asking),
  isSuspended: (asking) => permissions.isSuspended(asking),
  reload: () => permissions.reload(),
  authorise: (capability, asking) => permissions.authorise(capability, asking),
  grant: (grant) => permissions.grant(grant),
  revoke: (grant) => permissions.revoke(grant),
  grantsIn: (community) => permissions.grantsIn(community),
  suspend: (actor, community) => until(life, permissions.suspend(actor, community)),
  declare: (capabilities) => until(life, permissions.declare(capabilities)),
});

const boundSettings = (settings: Settings, life: Lifetime, running: Running): Settings => ({
  get version() {
    return settings.version;
  },
  declared: () => settings.declared(),
  read: (name, place) => settings.read(name, place),
  readText: (name, place) => settings.readText(name, place),
  readNumber: (name, place) => settings.readNumber(name, place),
  readBoolean: (name, place) => settings.readBoolean(name, place),
  readList: (name, place) => settings.readList(name, place),
  held: (name, place, besides) => settings.held(name, place, besides),
  setAt: (name, scope) => settings.setAt(name, scope),
  revisionOf: (name, scope) => settings.revisionOf(name, scope),
  stored: () => settings.stored(),
  write: (name, scope, typed, by) => settings.write(name, scope, typed, by),
  reset: (name, scope, by) => settings.reset(name, scope, by),
  apply: (wishes, by) => settings.apply(wishes, by),
  catchUp: () => settings.catchUp(),
  forget: (scopes) => settings.forget(scopes),
  declare: (added) => until(life, settings.declare(added)),
  follow: (listener) => following(life, running, settings.follow(listener)),
});

/** Only these: what a module did not ask for, it does not get. */
export function picked(ports: Ports, needs: readonly Need[]): Ports {
  const hidden = Object.keys(ports).filter((name) => !needs.some((need) => need === name));
  const few: Ports = { ...ports };
  for (const name of hidden) Reflect.deleteProperty(few, name);
  return few;
}
