import { IconBolt, IconKeyboard } from '@tabler/icons-react';

/** How a command can be given, as a sign and in words. */
export const markWords = {
  both: { Icon: IconBolt, words: 'In the menu, and by prefix' },
  typed: { Icon: IconKeyboard, words: 'By prefix only' },
  left: { Icon: IconKeyboard, words: 'By prefix: the menu is full' },
} as const;
