import { IconBuildingCastle } from '@tabler/icons-react';
import './avatar.css';

interface AvatarProps {
  readonly name: string;
  readonly colour?: string;
  readonly size?: number;
  readonly bot?: boolean;
}

/** A person as a letter in a disc, the bot as a castle. The colour is a look only: the name stands beside it. */
export function Avatar({ name, colour, size = 36, bot = false }: AvatarProps) {
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ '--who': colour ?? 'var(--accent)', '--size': `${size}px` }}
    >
      {bot ? (
        <IconBuildingCastle size={size * 0.58} />
      ) : (
        (/[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? '#')
      )}
    </span>
  );
}
