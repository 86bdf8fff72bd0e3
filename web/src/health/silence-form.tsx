import { Autocomplete, Button, TextInput } from '@mantine/core';
import { IconCheck, IconPoint, IconStethoscope, IconX } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';
import type { SilenceView } from '../../../src/dashboard/health-wire.ts';
import { ask, wordsOf } from '../data/api.ts';
import { live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { Problem } from '../parts/problem.tsx';

const isSilence = (answer: unknown): answer is SilenceView =>
  typeof answer === 'object' && answer !== null && 'steps' in answer;

const noPlaces: readonly { readonly channel: string }[] = [];

/** Why does the bot not answer there? Asked in the order in which a message meets what can stop it. */
export function SilenceForm() {
  const places = useStore(live, (state) => state.guard?.places ?? noPlaces);
  const [asked, setAsked] = useState({ channel: '', command: '', person: '' });
  const { found, failure, busy, look } = useSilence();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    look(asked);
  };
  const put = (field: keyof typeof asked) => (value: string) =>
    setAsked({ ...asked, [field]: value });
  return (
    <section className="health-panel" aria-label="Why does it not answer?">
      <h2>Why does it not answer?</h2>
      <form className="silence-form" onSubmit={submit}>
        <Autocomplete
          label="Channel"
          placeholder="libera/#castle"
          required
          data={[...new Set(places.map(({ channel }) => channel))]}
          value={asked.channel}
          onChange={put('channel')}
        />
        <TextInput
          label="Command"
          placeholder="any"
          value={asked.command}
          onChange={(event) => put('command')(event.currentTarget.value)}
        />
        <TextInput
          label="Person"
          placeholder="anybody"
          value={asked.person}
          onChange={(event) => put('person')(event.currentTarget.value)}
        />
        <Button
          type="submit"
          loading={busy}
          leftSection={<IconStethoscope size={17} aria-hidden="true" />}
        >
          Find out
        </Button>
      </form>
      {failure !== undefined && <Problem words={failure} />}
      {found && <Found found={found} />}
    </section>
  );
}

const marks = { ok: IconCheck, note: IconPoint, bad: IconX } as const;
const words = { ok: 'In order', note: 'For your information', bad: 'In the way' } as const;

const Found = ({ found: { channel, cause, steps } }: { found: SilenceView }) => (
  <div role="status" className="silence-found">
    <p className="silence-cause" data-tone={cause ? 'warn' : 'good'}>
      {cause
        ? `It does not answer in ${channel}: ${cause.text}`
        : `Nothing keeps it from answering in ${channel}.`}
    </p>
    {cause?.todo !== undefined && <p>What to do: {cause.todo}</p>}
    <ol>
      {steps.map(({ name, state, text }) => {
        const Icon = marks[state];
        return (
          <li key={name} data-state={state}>
            <Icon size={16} aria-label={words[state]} />
            <span>{text}</span>
          </li>
        );
      })}
    </ol>
  </div>
);

function useSilence() {
  const [found, setFound] = useState<SilenceView>();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const look = (asked: Record<string, string>) => {
    setBusy(true);
    setFailure(undefined);
    setFound(undefined);
    ask('GET', `/api/health/why?${new URLSearchParams(asked).toString()}`, { is: isSilence })
      .then(setFound)
      .catch((thrown: unknown) => setFailure(wordsOf(thrown)))
      .finally(() => setBusy(false));
  };
  return { found, failure, busy, look };
}
