/** Whether one of these stands in the text, as words of its own. Capital letters do not matter; a star opens a word. */
export function saysOne(text: string, words: readonly string[]): boolean {
  const folded = fold(text);
  return words.some((word) => says(folded, word));
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
const isLetter = /[\p{L}\p{N}\p{M}]/u;

function says(folded: string, word: string): boolean {
  const opensBefore = word.startsWith('*');
  const opensBehind = word.endsWith('*');
  const wanted = fold(word.replace(/^\*|\*$/g, '')).trim();
  if (wanted === '') return false;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const begins = opensBefore || !isLetter.test(lastOf(folded.slice(Math.max(0, at - 2), at)));
    const ends = opensBehind || !isLetter.test(firstOf(folded.slice(end, end + 2)));
    // A word that begins with a sign needs no end of a word before it.
    if ((begins || !isLetter.test(firstOf(wanted))) && (ends || !isLetter.test(lastOf(wanted))))
      return true;
  }
  return false;
}

/** Whole characters: some take two places. */
const firstOf = (text: string): string => /^./su.exec(text)?.[0] ?? '';
const lastOf = (text: string): string => /.$/su.exec(text)?.[0] ?? '';
