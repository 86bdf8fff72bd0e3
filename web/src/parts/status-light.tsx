import type { LinkView } from '../../../src/dashboard/wire.ts';
import './status-light.css';

type State = LinkView['state'];

const words: Readonly<Record<State, string>> = {
  online: 'Online',
  connecting: 'Connecting',
  waiting: 'Waiting to retry',
  stopped: 'Stopped',
};

/** Each state has its own shape, so that nobody needs the colour: disc, half ring, triangle, square. */
const shapes: Readonly<Record<State, React.ReactNode>> = {
  online: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  connecting: (
    <path d="M6 1.5a4.5 4.5 0 1 0 4.5 4.5" fill="none" stroke="currentColor" strokeWidth="2" />
  ),
  waiting: <path d="M6 1.2 11.2 10.6H.8z" fill="currentColor" />,
  stopped: (
    <rect x="2" y="2" width="8" height="8" fill="none" stroke="currentColor" strokeWidth="2" />
  ),
};

export const stateWord = (state: State): string => words[state];

/** How a connection stands, by shape and, unless `bare`, by word. */
export function StatusLight({ state, bare = false }: { state: State; bare?: boolean }) {
  return (
    <span className="status-light" data-state={state}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {shapes[state]}
      </svg>
      {bare ? <span className="hidden-word">{words[state]}</span> : <span>{words[state]}</span>}
    </span>
  );
}
