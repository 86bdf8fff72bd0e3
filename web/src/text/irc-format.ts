/** A run of IRC text with one look. Colours are `#rrggbb`; undefined is the reader's own. */
export interface IrcRun {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly mono: boolean;
  readonly reverse: boolean;
  readonly foreground: string | undefined;
  readonly background: string | undefined;
}

type Look = Omit<IrcRun, 'text'>;

const plain: Look = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  mono: false,
  reverse: false,
  foreground: undefined,
  background: undefined,
};

type Toggle = 'bold' | 'italic' | 'underline' | 'strike' | 'mono' | 'reverse';

const toggles: Readonly<Record<string, Toggle>> = {
  '\x02': 'bold',
  '\x1d': 'italic',
  '\x1f': 'underline',
  '\x1e': 'strike',
  '\x11': 'mono',
  '\x16': 'reverse',
};

const tokens =
  /\x03(?:(\d{1,2})(?:,(\d{1,2}))?)?|\x04(?:([0-9a-f]{6})(?:,([0-9a-f]{6}))?)?|[\x02\x0f\x11\x16\x1d-\x1f]|[^\x02-\x04\x0f\x11\x16\x1d-\x1f]+/giu;
// Whatever is left of them is not for eyes.
const invisible = /[\x00-\x08\x0b-\x1f\x7f]/gu;

/** Splits a line into runs. Unknown control codes are left out; nothing is ever refused. */
export function ircRuns(line: string): readonly IrcRun[] {
  const runs: IrcRun[] = [];
  let look = plain;
  for (const match of line.matchAll(tokens)) {
    const token = match[0];
    const turned = turn(look, token, match);
    if (turned) look = turned;
    else {
      const text = token.replace(invisible, '');
      if (text !== '') runs.push({ ...look, text });
    }
  }
  return runs;
}

/** The look after a code, or undefined when the token is text. */
function turn(look: Look, token: string, match: RegExpExecArray): Look | undefined {
  const code = token.charAt(0);
  if (code === '\x0f') return plain;
  if (code === '\x03') return coloured(look, match[1], match[2]);
  if (code === '\x04') return hexColoured(look, match[3], match[4]);
  const toggle = toggles[code];
  return toggle && { ...look, [toggle]: !look[toggle] };
}

/** A colour code without numbers ends both colours; without a second number the background stays. */
function coloured(look: Look, front?: string, back?: string): Look {
  if (front === undefined) return { ...look, foreground: undefined, background: undefined };
  return {
    ...look,
    foreground: ircColour(Number(front)),
    background: back === undefined ? look.background : ircColour(Number(back)),
  };
}

function hexColoured(look: Look, front?: string, back?: string): Look {
  if (front === undefined) return { ...look, foreground: undefined, background: undefined };
  const background = back === undefined ? look.background : `#${back}`;
  return { ...look, foreground: `#${front}`, background };
}

/** The palette that mIRC made and everybody follows: 16 named colours, then a cube of 83. */
const palette = (
  'ffffff 000000 00007f 009300 ff0000 7f0000 9c009c fc7f00 ffff00 00fc00 009393 00ffff 0000fc ff00ff 7f7f7f d2d2d2 ' +
  '470000 472100 474700 324700 004700 00472c 004747 002747 000047 2e0047 470047 47002a ' +
  '740000 743a00 747400 517400 007400 007449 007474 004074 000074 4b0074 740074 740045 ' +
  'b50000 b56300 b5b500 7db500 00b500 00b571 00b5b5 0063b5 0000b5 7500b5 b500b5 b5006b ' +
  'ff0000 ff8c00 ffff00 b2ff00 00ff00 00ffa0 00ffff 008cff 0000ff a500ff ff00ff ff0098 ' +
  'ff5959 ffb459 ffff71 cfff60 6fff6f 65ffc9 6dffff 59b4ff 5959ff c459ff ff66ff ff59bc ' +
  'ff9c9c ffd39c ffff9c e2ff9c 9cff9c 9cffdb 9cffff 9cd3ff 9c9cff dc9cff ff9cff ff94d3 ' +
  '000000 131313 282828 363636 4d4d4d 656565 818181 9f9f9f bcbcbc e2e2e2 ffffff'
).split(' ');

/** The colour of a number from 0 to 98; undefined for 99, which means the reader's own. */
export const ircColour = (number: number): string | undefined => {
  const hex = palette[number];
  return hex === undefined ? undefined : `#${hex}`;
};
