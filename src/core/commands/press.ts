import { messageOf } from '../../base/errors.ts';
import { type Refusal, type Result, ok } from '../../base/result.ts';
import type { Card, Form } from '../card.ts';
import type { ComponentEvent, FormEvent, Place } from '../event.ts';
import type { Platform } from '../platform.ts';
import { atLeast } from '../permissions/ranks.ts';
import type { Outcome as TraceOutcome, TraceWriter } from '../trace.ts';
import { partsOf, refusalInWords } from './cards.ts';
import type { AuditedUse } from './audited.ts';
import type { DispatchParts } from './dispatch-parts.ts';
import type { Entering } from './gate.ts';
import type { HouseRules } from './house-rules.ts';
import { askingOf } from './use.ts';
import { stageOf } from './use.ts';
import { type View, actionId, namedFor, partsOfAction, withControls } from './views.ts';

/** A control that was pressed, or what a button asks for and was filled in. */
type Used = ComponentEvent | FormEvent;

export type Press = (event: Used, trace: TraceWriter) => void;

/** Takes a control that was pressed: only the owner of its card may, and only while the card is live. */
export function presses(parts: DispatchParts, rulesOf: (where: Place) => HouseRules): Press {
  return (event, trace) => {
    const platform = parts.platformOf(event.where.connection);
    const pressed = partsOfAction(event.kind === 'form' ? event.form : event.action);
    if (!platform || !pressed) {
      trace.step('view', 'note', 'not one of our controls');
      return trace.end('ignored');
    }
    const rules = rulesOf(event.where);
    const tell = async (card: Card, update: boolean): Promise<void> => {
      const said = await platform.reply(event.reply, card, update ? { update } : { private: true });
      trace.said(said.message);
    };
    const refuse = async (stage: string, refusal: Refusal): Promise<TraceOutcome> => {
      trace.step(stage, 'refuse', () => refusalInWords(refusal, rules.say));
      await tell({ tone: 'error', say: rules.say(refusal.key, refusal.facts) }, false);
      return 'refused';
    };
    const work = async (): Promise<TraceOutcome> => {
      const view = parts.views.find(pressed.view);
      if (view?.owner !== event.actor.id) {
        return refuse('view', { key: view ? 'view.not-yours' : 'view.over', facts: {} });
      }
      const away = parts.gate.enter(entering(parts, event, rules, view));
      if (away) return refuse(away.stage, away.refusal);
      // The card is as old as three minutes; rights may have been taken since.
      const allowed = authorised(parts, event, rules, view);
      if (allowed.ok) return use(view, pressed.control);
      const used = pressedUse(parts, { event, rules, view, control: pressed.control });
      if (used) parts.audit?.forbidden(used);
      return refuse('authorise', allowed.error);
    };
    const use = async (view: View, control: string): Promise<TraceOutcome> => {
      if (await asksFirst({ event, rules, view, control }, platform, trace)) return 'answered';
      const next = await carriedOut(parts, { event, rules, view, control });
      if (next?.ok === false) return refuse('run', next.error);
      if (next) view.outcome = next.value;
      trace.step('run', 'allow', `${view.command}: ${control} ${givenIn(event).join(', ')}`.trim());
      const shown = view.outcome.show(rules.say, stageOf(platform, rules));
      await tell(withControls(partsOf(shown).card, namedFor(view.id)), true);
      return 'answered';
    };
    ended(work(), trace, parts.log);
  };
}

function ended(work: Promise<TraceOutcome>, trace: TraceWriter, log: DispatchParts['log']): void {
  work
    .catch((failure: unknown): TraceOutcome => {
      log.error({ reference: trace.id, err: failure }, 'A control failed');
      trace.step('run', 'fail', messageOf(failure));
      return 'failed';
    })
    .then((outcome) => trace.end(outcome))
    .catch((failure: unknown) => log.error({ err: failure }, 'A trace could not end'));
}

const givenIn = (event: Used): readonly string[] =>
  event.kind === 'form' ? Object.values(event.fields) : event.values;

/** Whether the button asks for something before it counts as pressed. */
async function asksFirst(
  { event, rules, view, control }: Pressing,
  platform: Platform,
  trace: TraceWriter,
): Promise<boolean> {
  const form = event.kind === 'component' && formOf(view, control, { platform, rules });
  if (!form) return false;
  await platform.ask(event.reply, form);
  trace.step('ask', 'note', `${view.command}: ${control} asks for something`);
  return true;
}

/** What a button asks for before it counts as pressed. */
function formOf(
  view: View,
  control: string,
  { platform, rules }: { readonly platform: Platform; readonly rules: HouseRules },
): Form | undefined {
  const { card } = partsOf(view.outcome.show(rules.say, stageOf(platform, rules)));
  const pressed = card.actions
    ?.flat()
    .find((action) => action.kind === 'button' && action.id === control);
  return pressed?.kind === 'button' && pressed.form
    ? { ...pressed.form, id: actionId(view.id, control) }
    : undefined;
}

interface Pressing {
  readonly event: Used;
  readonly rules: HouseRules;
  readonly view: View;
  readonly control: string;
}

/** Who pressed what, as it is written down; undefined when the command is gone. */
function pressedUse(
  { catalogue }: DispatchParts,
  { event, rules, view, control }: Pressing,
): AuditedUse | undefined {
  const command = catalogue.find(view.command);
  const given = { kind: 'line', text: [control, ...givenIn(event)].join(' ') } as const;
  return command && { event, command, given, rules };
}

async function carriedOut(parts: DispatchParts, pressing: Pressing) {
  const { event, view, control } = pressing;
  const used = pressedUse(parts, pressing);
  const end = await (used && parts.audit?.begin(used));
  try {
    const next = await view.outcome.press?.({
      control,
      values: event.kind === 'component' ? event.values : [],
      fields: event.kind === 'form' ? event.fields : {},
    });
    end?.(next?.ok === false ? 'refused' : 'done');
    return next;
  } catch (failure) {
    end?.('failed');
    throw failure;
  }
}

/** Whether who presses may still do what the card's command takes. */
function authorised(
  { ports, catalogue }: DispatchParts,
  { actor }: Used,
  rules: HouseRules,
  view: View,
): Result<void> {
  const capability = catalogue.find(view.command)?.capability;
  return capability === undefined
    ? ok(undefined)
    : ports.permissions.authorise(capability, askingOf(actor, rules));
}

/** Pressing counts like giving the command once more. */
function entering(
  { ports }: DispatchParts,
  { actor, where }: Used,
  { community }: HouseRules,
  view: View,
): Entering {
  const rank = ports.permissions.rankOf(community === undefined ? { actor } : { actor, community });
  const command = { name: view.command, category: 'basics' };
  return { command, actor, where, exempt: atLeast(rank, 'administrator') };
}
