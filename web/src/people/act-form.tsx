import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonActedView, PersonEffectView } from '../../../src/dashboard/people-wire.ts';
import { kindWords } from '../cases/case-words.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted, dayAndTime } from '../text/words.ts';
import { type ActKind, type Whom, type WantedAct, doAct, previewAct } from './people-api.ts';

const kinds: readonly ActKind[] = ['warn', 'note', 'mute', 'kick', 'ban'];
const minute = 60_000;
const times = [
  { value: String(10 * minute), label: '10 minutes' },
  { value: String(60 * minute), label: '1 hour' },
  { value: String(1440 * minute), label: '1 day' },
  { value: String(7 * 1440 * minute), label: '7 days' },
  { value: 'ever', label: 'Until it is lifted' },
];

/** What is filled in. */
interface Wish {
  readonly kind: ActKind;
  /** How long it lasts in milliseconds, or `ever`. */
  readonly time: string;
  readonly reason: string;
}

const firstWish: Wish = { kind: 'warn', time: String(60 * minute), reason: '' };

const lasts = (kind: ActKind): boolean => kind === 'mute' || kind === 'ban';

const actOf = ({ kind, time, reason }: Wish): WantedAct => ({
  ...{ kind, reason },
  ...(lasts(kind) && time !== 'ever' && { forMs: Number(time) }),
});

interface ActFormProps {
  readonly whom: Whom;
  readonly onDone: () => void;
}

/** Says first what an act would do, in numbers, and does it only then. */
export function ActForm({ whom, onDone }: ActFormProps) {
  const [wish, setWish] = useState<Wish>(firstWish);
  const { effect, outcome, failure, ...doing } = useAct(whom, actOf(wish));
  const change = (changed: Partial<Wish>): void => {
    setWish((before) => ({ ...before, ...changed }));
    doing.forget();
  };
  const done = (): void => {
    setWish((before) => ({ ...before, reason: '' }));
    onDone();
  };
  return (
    <form
      className="person-act"
      aria-label="Do something"
      onSubmit={(event) => {
        event.preventDefault();
        void doing.preview();
      }}
    >
      <WishFields wish={wish} onChange={change} />
      {failure !== undefined && <Problem words={failure} />}
      {outcome !== undefined && <p role="status">{outcome}</p>}
      {effect ? (
        <Effect effect={effect} onYes={() => void doing.carryOut(done)} onNo={doing.dismiss} />
      ) : (
        <Button type="submit" variant="default">
          What would it do?
        </Button>
      )}
    </form>
  );
}

/** Looks ahead at an act, and carries it out as it was shown. */
function useAct(whom: Whom, act: WantedAct) {
  const [effect, setEffect] = useState<PersonEffectView>();
  const [outcome, setOutcome] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const calmly = async (work: () => Promise<void>): Promise<void> => {
    try {
      setFailure(undefined);
      await work();
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  const dismiss = (): void => setEffect(undefined);
  return {
    ...{ effect, outcome, failure, dismiss },
    forget: () => {
      dismiss();
      setOutcome(undefined);
    },
    preview: () => calmly(async () => setEffect(await previewAct(whom, act))),
    carryOut: (onDone: () => void) =>
      calmly(async () => {
        setOutcome(outcomeWords(await doAct(whom, act, effect?.others.length ?? 0)));
        dismiss();
        onDone();
      }),
  };
}

function outcomeWords({ number, told }: PersonActedView): string {
  const heard =
    told === undefined ? '' : told ? ' The person was told.' : ' The person could not be told.';
  return `Done: case #${number ?? ''}.${heard}`;
}

interface WishFieldsProps {
  readonly wish: Wish;
  readonly onChange: (changed: Partial<Wish>) => void;
}

const WishFields = ({ wish: { kind, time, reason }, onChange }: WishFieldsProps) => (
  <>
    <SegmentedControl
      aria-label="What"
      data={kinds.map((value) => ({ value, label: kindWords[value] ?? value }))}
      value={kind}
      onChange={(value) => onChange({ kind: kinds.find((one) => one === value) ?? 'warn' })}
    />
    {lasts(kind) && (
      <Select
        aria-label="For how long"
        data={times}
        value={time}
        allowDeselect={false}
        onChange={(value) => onChange({ time: value ?? 'ever' })}
      />
    )}
    <TextInput
      label={kind === 'note' ? 'Note, for staff alone' : 'Reason, which the person is told'}
      value={reason}
      onChange={(event) => onChange({ reason: event.currentTarget.value })}
    />
  </>
);

interface EffectProps {
  readonly effect: PersonEffectView;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function Effect({ effect, onYes, onNo }: EffectProps) {
  const { kind, name, place, others, untilMs, touches } = effect;
  const word = kindWords[kind] ?? kind;
  return (
    <div className="person-effect" role="group" aria-label="What it would do">
      <p>
        <strong>{word}</strong> of <strong>{name}</strong> in {place}
        {untilMs !== undefined && `, until ${dayAndTime(untilMs)}`}.{' '}
        {others.length === 0
          ? 'It hits nobody else.'
          : `It also hits ${counted(others.length, 'other person', 'other people')}: ${others.slice(0, 5).join(', ')}.`}
        {touches.length > 0 && ` It replaces ${touches.map((number) => `#${number}`).join(', ')}.`}
      </p>
      <div className="person-acts">
        <Button {...(others.length > 0 && { color: 'red' })} onClick={onYes}>
          {word} {name}
        </Button>
        <Button variant="subtle" color="gray" onClick={onNo}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
