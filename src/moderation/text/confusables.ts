/**
 * Letters that look like Latin ones. Made from what is seen in use, not from the whole of Unicode's list, which also
 * calls `m` and `rn` the same. What NFKD takes apart by itself (full width, mathematical alphabets, circled letters,
 * accents) is not listed.
 */

/** Shapes of Latin letters that stand for nothing else where people chat: small capitals, phonetics, squares, strokes. */
const shapes: Readonly<Record<string, string>> = {
  a: 'ɑᴀɐɒⱥ🅰🅐',
  b: 'ʙƀɓƃ🅱🅑',
  c: 'ᴄƈȼɔ🅲🅒',
  d: 'ᴅđɗɖð🅳🅓',
  e: 'ᴇɇǝəɛɘ🅴🅔℮',
  f: 'ꜰƒ🅵🅕',
  g: 'ɢɡǥɠ🅶🅖',
  h: 'ʜħɦɥ🅷🅗',
  i: 'ıɪɨᵻɩ🅸🅘',
  j: 'ᴊɉȷʝ🅹🅙',
  k: 'ᴋƙʞ🅺🅚',
  l: 'ʟłɫɭƚ🅻🅛',
  m: 'ᴍɱɯ🅼🅜',
  n: 'ɴƞɲŋɳ🅽🅝',
  o: 'ᴏøɵ🅾🅞',
  p: 'ᴘƥᵽ🅿🅟',
  q: 'ɋ🆀🅠',
  r: 'ʀɍɹɾ🆁🅡',
  s: 'ꜱʂƨ🆂🅢',
  t: 'ᴛŧƭʇ🆃🅣',
  u: 'ᴜʉʋ🆄🅤',
  v: 'ᴠʌ🆅🅥',
  w: 'ᴡʍ🆆🅦',
  x: '🆇🅧',
  y: 'ʏɏƴʎ🆈🅨',
  z: 'ᴢƶȥ🆉🅩',
};

/** Letters of other scripts, which mean themselves in a word of their own script. */
const foreign: Readonly<Record<string, string>> = {
  a: 'аαꭺᗅꓮᗩ',
  b: 'вьβбᏼꓐᗷ',
  c: 'сςϲᴦꮯꓚᑕ',
  d: 'ԁժꭰꓓᗪ',
  e: 'еєεҽꭼꓰ',
  f: 'ғϝꓝᖴ',
  g: 'ԍցᏽꓖꮐ',
  h: 'һнհᏂꓧᕼꮋ',
  i: 'іιꙇιꓲꭵ',
  j: 'јյϳꓙᒍꭻ',
  k: 'кκҝӄꓗꮶᛕ',
  l: 'ӏլꓡᒪꮮ',
  m: 'мϻꓟᗰꮇ',
  n: 'пηոռꓠᑎ',
  o: 'оοσօסەꓳ',
  p: 'рρꓑᑭꮲ',
  q: 'ԛգ',
  r: 'гяꮁꓣᖇꮢ',
  s: 'ѕտꮪꓢ',
  t: 'тτꓔꭲ',
  u: 'υцսμꓴᑌ',
  v: 'ѵνѷꓦᐯꮩ',
  w: 'ԝшωѡաꓪᗯꮃ',
  x: 'хχꓫ',
  y: 'уүγყꓬ',
  z: 'ᴢζʐꓜꮓ',
};

/** Of those, the ones that no language commonly written today has: in a word they can only be a disguise. */
const onlyDisguise = new Set(
  'ԁԍһӏԛѕԝѵѷѡꙇϲϝϳϻ'.concat(
    // Lisu, Cherokee, runes, and syllables of northern Canada that Inuktitut does not use.
    'ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜᛕᗩᗷᗪᗰᗯꮐꮋꭵꭻꮶꮮꮇꮲꮢꭲꮩꮃꮓꭺꮯꭰꭼꮁꮪ',
  ),
);

const table = (rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(rows).flatMap(([latin, all]) => Array.from(all, (one) => [one, latin])));

/** What a letter is read as wherever it stands. */
export const shapeOf: ReadonlyMap<string, string> = table(shapes);

const foreignLetters = table(foreign);

/** The Latin letter that a letter of another script (lower case) looks like; 0 where it looks like none. */
export const latinAlike = (codePoint: number): number => alikes.get(codePoint) ?? 0;
const alikes = new Map(
  [...foreignLetters].map(([one, latin]) => [one.codePointAt(0) ?? 0, latin.charCodeAt(0)]),
);

/** Whether a letter is one that only a disguise has. */
export const isDisguise = (codePoint: number): boolean =>
  onlyDisguise.has(String.fromCodePoint(codePoint));

/** The Cyrillic letter that a Latin one looks like, for words that are Cyrillic but for it. */
export const cyrillicAlike = (codePoint: number): number => cyrillic.get(codePoint) ?? 0;
const cyrillic = new Map(
  [...'аaвbсcеeкkмmнhоoрpтtуyхxіi'.matchAll(/(.)(.)/gu)].map(([, own = '', latin = '']) => [
    latin.charCodeAt(0),
    own.codePointAt(0) ?? 0,
  ]),
);
