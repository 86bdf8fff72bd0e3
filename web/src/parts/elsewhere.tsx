import { linkTo } from '../app/router.ts';

interface ElsewhereProps {
  /** The communities, with how much is open in each. */
  readonly all: readonly { readonly id: string; readonly name: string; readonly open: number }[];
  readonly here: string | undefined;
  readonly pathOf: (community: string) => string;
  /** What stands behind the names: "still wait". */
  readonly word: string;
}

/** Where something is open while nothing is here. */
export function Elsewhere({ all, here, pathOf, word }: ElsewhereProps) {
  const others = all.filter(({ id, open }) => open > 0 && id !== here);
  if (others.length === 0) return null;
  return (
    <p>
      {others.map(({ id, name, open }, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <a {...linkTo(pathOf(id))}>
            {open} in {name}
          </a>
        </span>
      ))}{' '}
      {word}.
    </p>
  );
}
