import { useEffect, useRef, useState } from 'react';
import type { GuardChannel, GuardForecast } from '../../../src/dashboard/wire.ts';
import { ask, wordsOf } from '../data/api.ts';

export type Values = Readonly<Record<string, number | null>>;

const addressOf = (channel: string): string => `/api/guard/channels/${encodeURIComponent(channel)}`;

const isChannel = (answer: unknown): answer is GuardChannel =>
  typeof answer === 'object' && answer !== null && 'limits' in answer;

const isForecast = (answer: unknown): answer is GuardForecast =>
  typeof answer === 'object' && answer !== null && 'inForce' in answer;

/** A channel's limits and recorded rates, as the server has them. */
export function useChannel(channel: string) {
  const [view, setView] = useState<GuardChannel>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let gone = false;
    ask('GET', addressOf(channel), { is: isChannel }).then(
      (answer) => {
        if (!gone) setView(answer);
      },
      (thrown: unknown) => {
        if (!gone) setFailure(wordsOf(thrown));
      },
    );
    return () => {
      gone = true;
    };
  }, [channel]);
  const save = async (values: Values): Promise<void> => {
    setView(await ask('POST', `${addressOf(channel)}/limits`, { body: { values }, is: isChannel }));
  };
  return { view, failure, save };
}

const restMs = 180;

/** What these values would have done; asked when the hand rests, and only the last answer counts. */
export function useForecast(channel: string, values: Values, saved: GuardChannel | undefined) {
  const [forecast, setForecast] = useState<GuardForecast>();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const asked = useRef(0);
  const wanted = JSON.stringify(values);
  const latest = useRef(values);
  latest.current = values;
  useEffect(() => {
    const turn = (asked.current += 1);
    const isLast = () => asked.current === turn;
    setBusy(true);
    const timer = setTimeout(() => {
      const body = { values: latest.current };
      ask('POST', `${addressOf(channel)}/forecast`, { body, is: isForecast })
        .then(
          (answer) => {
            if (!isLast()) return;
            setForecast(answer);
            setFailure(undefined);
          },
          (thrown: unknown) => {
            if (isLast()) setFailure(wordsOf(thrown));
          },
        )
        .finally(() => {
          if (isLast()) setBusy(false);
        });
    }, restMs);
    return () => clearTimeout(timer);
  }, [channel, wanted, saved]);
  return { forecast, failure, busy };
}
