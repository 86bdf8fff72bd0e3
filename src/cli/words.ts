import type { Refusal, Result } from '../base/result.ts';
import { CastellanError } from '../base/errors.ts';
import { withoutMarkup } from '../core/markup.ts';
import { type Say, textBook } from '../core/texts/texts.ts';
import { coreTexts } from '../core/core-texts.ts';
import { backups } from '../modules/backups/index.ts';
import { imports } from '../modules/imports/index.ts';

/** The words that chat has for backups, in English and for a terminal. */
export function backupWords(): Say {
  const book = textBook();
  if (backups.texts) book.add(backups.texts);
  const say = book.in('en');
  return (key, facts) => withoutMarkup(say(key, facts));
}

/** The words that chat has for imports, in English and for a terminal. */
export function importWords(): Say {
  const book = textBook();
  book.add(coreTexts);
  if (imports.texts) book.add(imports.texts);
  const say = book.in('en');
  return (key, facts) => withoutMarkup(say(key, facts));
}

/** The value; a refusal becomes the sentence that ends the command. */
export function valueOf<Value>(result: Result<Value>, say: Say): Value {
  if (result.ok) return result.value;
  throw refused(result.error, say);
}

const refused = ({ key, facts }: Refusal, say: Say): CastellanError =>
  new CastellanError('bad-input', say(key, facts));
