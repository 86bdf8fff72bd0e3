import type { ActorId } from '../../base/ids.ts';
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Action, Card } from '../card.ts';
import { isLasting } from './lasting.ts';
import type { Outcome } from './command.ts';

/** A card with controls that is still live: only its owner may press, until its time is over. */
export interface View {
  readonly id: string;
  readonly owner: ActorId;
  outcome: Outcome;
  readonly command: string;
  /** What to do when the time is over: show the card with its controls off. */
  close: () => void;
}

/** The cards whose controls work. */
export interface Views {
  open(owner: ActorId, command: string, outcome: Outcome): View;
  find(id: string): View | undefined;
  end(id: string): void;
}

/** How long controls work after the last press, and how many cards may be live at once. */
const viewMs = 180_000;
const maxViews = 2000;

export function views(clock: Clock, random: Random): Views {
  const live = new Map<string, { view: View; cancel: () => void }>();

  function end(id: string): void {
    const entry = live.get(id);
    if (!entry) return;
    live.delete(id);
    entry.cancel();
    entry.view.close();
  }

  return {
    end,
    open(owner, command, outcome) {
      const view: View = { id: random.token(6), owner, command, outcome, close: () => {} };
      const [oldest] = live.keys();
      if (oldest !== undefined && live.size >= maxViews) end(oldest);
      live.set(view.id, { view, cancel: clock.after(viewMs, () => end(view.id)) });
      return view;
    },
    find(id) {
      const entry = live.get(id);
      if (!entry) return undefined;
      entry.cancel();
      entry.cancel = clock.after(viewMs, () => end(id));
      return entry.view;
    },
  };
}

/** What stands on the wire: `v:<view>:<control>`. */
export const actionId = (view: string, control: string): string => `v:${view}:${control}`;

export function partsOfAction(id: string): { view: string; control: string } | undefined {
  const [, view, control] = /^v:([\w-]+):(.+)$/s.exec(id) ?? [];
  return view === undefined || control === undefined ? undefined : { view, control };
}

/** Cards of others: nobody is made to give a command by a control that says something else. */
export const withoutCommands = <Shown extends Card>(card: Shown): Shown =>
  withControls(card, (action) =>
    action.kind !== 'link' && isLasting(action.id) ? { ...action, id: `x${action.id}` } : action,
  );

/** The card with its controls named for this view, or switched off. */
export function withControls<Shown extends Card>(
  card: Shown,
  change: (action: Action) => Action,
): Shown {
  if (!card.actions) return card;
  return { ...card, actions: card.actions.map((row) => row.map(change)) };
}

export const namedFor =
  (view: string) =>
  (action: Action): Action =>
    action.kind === 'link' ? action : { ...action, id: actionId(view, action.id) };

export const switchedOff = (action: Action): Action =>
  action.kind === 'link' ? action : { ...action, disabled: true };
