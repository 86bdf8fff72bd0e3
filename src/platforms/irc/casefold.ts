/** Makes two spellings of a nick or channel comparable. */
export type Fold = (text: string) => string;

/** Folds A to Z and the characters up to `lastUpper` (in ASCII order after Z: `[ \ ] ^`), and `~` if told so. */
function asciiFold(lastUpper: number, tilde: boolean): Fold {
  const folds = (code: number): boolean =>
    (code >= 65 && code <= lastUpper) || (tilde && code === 126);
  return (text) => {
    for (let at = 0; at < text.length; at += 1) {
      if (folds(text.charCodeAt(at))) return foldFrom(text, at);
    }
    return text;
  };
  function foldFrom(text: string, first: number): string {
    let folded = text.slice(0, first);
    for (let at = first; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (tilde && code === 126) folded += '^';
      else if (code >= 65 && code <= lastUpper) folded += String.fromCharCode(code + 32);
      else folded += text[at] ?? '';
    }
    return folded;
  }
}

const rfc1459Strict = asciiFold(93, false);
const rfc1459 = asciiFold(93, true);

const folds = new Map<string, Fold>([
  ['ascii', asciiFold(90, false)],
  ['rfc1459', rfc1459],
  ['strict-rfc1459', rfc1459Strict],
  ['rfc1459-strict', rfc1459Strict],
  ['rfc7613', (text) => text.normalize('NFKC').toLowerCase()],
  ['precis', (text) => text.normalize('NFKC').toLowerCase()],
]);

/** The fold of a CASEMAPPING; what is unknown counts as rfc1459, the protocol's default. */
export const foldOf = (casemapping: string): Fold =>
  folds.get(casemapping.toLowerCase()) ?? rfc1459;
