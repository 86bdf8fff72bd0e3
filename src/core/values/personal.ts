import { CastellanError } from '../../base/errors.ts';
import type { Clock } from '../../base/clock.ts';
import type { PersonalHook } from '../privacy/privacy.ts';
import { type PersonalMarks, idsIn, marksOf, placesIn, withoutPerson } from './personal-marks.ts';
import type { KeptValue, PersonalValueStore } from './personal-store.ts';
import type { ValueStore } from './store.ts';
import { readJson } from './values.ts';

interface Parts {
  readonly all: PersonalValueStore;
  readonly values: ValueStore;
  readonly clock: Pick<Clock, 'now'>;
}

/** A module that writes the same value this often while somebody is erased has something else wrong. */
const mostTries = 50;

/**
 * What modules keep of people as JSON, found by their ids: a value kept under the id goes, so does what stands under it
 * within a value; where else it is named, the pseudonym stands.
 */
export function personalValues({ all, values, clock }: Parts): PersonalHook {
  /** Whether anything was there to be taken out. */
  async function take(kept: KeptValue, { word }: PersonalMarks, pseudonym: string) {
    const { value, ...key } = kept;
    if (isUnder(key, word)) return values.remove(key);
    let before: string | undefined = value;
    for (let tries = 0; tries < mostTries; tries += 1) {
      if (before === undefined) return false;
      const after = JSON.stringify(withoutPerson(readJson(before), word, pseudonym));
      if (after === before) return false;
      if (await values.swap(key, before, after, clock.now())) return true;
      before = await values.read(key);
    }
    throw new CastellanError(
      'database',
      `The value "${key.name}" of ${key.module} is changed all the time, so that nobody can be erased from it`,
    );
  }

  return {
    name: 'values',
    async tell({ actor }) {
      const marks = marksOf(actor);
      const told: unknown[] = [];
      for await (const page of all.pages(marks.texts))
        told.push(...page.flatMap((kept) => partOf(kept, marks)));
      return told;
    },
    async erase({ actor, pseudonym }) {
      const marks = marksOf(actor);
      let count = 0;
      for await (const page of all.pages(marks.texts))
        for (const kept of page) count += (await take(kept, marks, pseudonym)) ? 1 : 0;
      return count;
    },
    async everybody() {
      const found = new Set<string>();
      for await (const page of all.pages())
        for (const { scope, name, value } of page)
          for (const id of idsIn(`${scope}\n${name}\n${value.replaceAll('\\\\', '\\')}`))
            found.add(id);
      return [...found];
    },
  };
}

const isUnder = ({ scope, name }: Pick<KeptValue, 'scope' | 'name'>, word: RegExp): boolean =>
  [scope, name].some((text) => text.search(word) >= 0);

/** Of a value that is about several, what is about this person. */
function partOf({ value, ...key }: KeptValue, { word }: PersonalMarks): readonly unknown[] {
  const whole = readJson(value);
  if (isUnder(key, word)) return [{ ...key, value: whole }];
  const found = placesIn(whole, word);
  return found.length === 0 ? [] : [{ ...key, found }];
}
