import './avatar.css';

/** A person as a letter in a disc. The colour is a look only: the name stands beside it. */
export function Avatar({
  name,
  colour,
  size = 36,
}: {
  name: string;
  colour?: string;
  size?: number;
}) {
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ '--who': colour ?? 'var(--accent)', '--size': `${size}px` }}
    >
      {/[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? '#'}
    </span>
  );
}
