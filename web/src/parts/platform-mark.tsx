import { IconHash, IconMessage2, IconTerminal2 } from '@tabler/icons-react';
import type { PlatformName } from '../../../src/dashboard/wire.ts';

const icons = { discord: IconMessage2, irc: IconHash, console: IconTerminal2 } as const;
const names = { discord: 'Discord', irc: 'IRC', console: 'Console' } as const;

export const platformWord = (platform: PlatformName): string => names[platform];

/** A platform by icon; its name is there for those who listen. */
export function PlatformMark({ platform, size = 16 }: { platform: PlatformName; size?: number }) {
  const Icon = icons[platform];
  return (
    <span className="platform-mark" title={names[platform]}>
      <Icon size={size} aria-hidden="true" />
      <span className="hidden-word">{names[platform]}</span>
    </span>
  );
}
