import type { Facts } from '../texts/texts.ts';
import type { DiagnosisStep } from './diagnosis.ts';

/** All is well there: one sentence. */
export const good = (name: string, key: string, facts: Facts = {}): DiagnosisStep => ({
  ...{ name, state: 'ok', text: { key, facts } },
});

/** It keeps the bot from answering; `<key>.todo` says what to do about it. */
export const bad = (name: string, key: string, facts: Facts = {}): DiagnosisStep => ({
  ...{ name, state: 'bad', text: { key, facts } },
  todo: { key: `${key}.todo`, facts },
});

/** It may keep the bot from answering some people, or some things. */
export const note = (name: string, key: string, facts: Facts = {}): DiagnosisStep => ({
  ...{ name, state: 'note', text: { key, facts } },
});
