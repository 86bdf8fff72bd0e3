/**
 * What a line of talk looks like that was meant for somebody else: a password, a channel's key, a login. Each is seldom
 * said in talk, and to hold one back that was harmless costs its writer one more try.
 */
const signs: readonly RegExp[] = [
  /\b(pass(word|wd|phrase|code)?|mot de passe|secret|token|jeton|api[-_ ]?key|credentials?)\b["']?\s*(is|est|[:=])?\s*\S/i,
  /\b(key|clé)\b["']?\s*(is|est|[:=])\s*\S/i,
  /\b(identify|ghost|recover|regain|release|oper|login|auth|register|setpass)\s+\S/i,
  /\bjoin\s+[#&+!]\S+\s+\S/i,
  /(^|\s)[+-][A-Za-z]*k[A-Za-z]*\s+\S/,
  /\b(nick|chan|oper)serv\b/i,
  // Long words of mixed letters and digits are keys and tokens, not words.
  /(?<=^|\s)(?=\S*\d)(?=\S*[A-Za-z])[\w.~+/=-]{20,}/,
];

/** Whether a line may hold a secret, so that it must not be said to others. */
export const mayHoldSecret = (line: string): boolean => signs.some((sign) => sign.test(line));
