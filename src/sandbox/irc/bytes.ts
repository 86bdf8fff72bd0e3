/**
 * Inside the sandbox's IRC network every text is a byte string: one character a byte (latin1), so that lengths are
 * bytes and what is not UTF-8 is relayed untouched, as real servers do. Scripts and tests speak ordinary text.
 */
const beyondAscii = /[^\0-\x7f]/;

/** Ordinary text as a byte string. */
export const toWire = (text: string): string =>
  beyondAscii.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;

/** A byte string as ordinary text; what is not UTF-8 becomes U+FFFD. */
export const fromWire = (bytes: string): string =>
  beyondAscii.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
