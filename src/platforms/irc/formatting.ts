const codes =
  /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\x00-\x08\x0b-\x1f\x7f]/gi;

/** The words alone: colours, bold and other control codes go, a tab becomes a space. */
export function withoutFormatting(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 || code === 127) return text.replace(codes, '').replaceAll('\t', ' ');
  }
  return text;
}

export const bold = '\x02';
export const italic = '\x1d';
export const monospace = '\x11';
