import type { PlayMessage } from '../../../src/dashboard/wire.ts';

interface WhyLinkProps {
  readonly message: PlayMessage;
  readonly onWhy: (trace: string) => void;
}

/** Opens the trace of what a message caused, or of what it answers. */
export function WhyLink({ message: { trace, author }, onWhy }: WhyLinkProps) {
  if (trace === undefined) return null;
  return (
    <button
      type="button"
      className="quiet-link why-link"
      aria-label={`Why? Opens the trace of the message by ${author.name}`}
      onClick={() => onWhy(trace)}
    >
      why?
    </button>
  );
}
