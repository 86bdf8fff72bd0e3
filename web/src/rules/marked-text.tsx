import { Fragment } from 'react';

/** A text in which what was found is marked; what does not stand in it as it is, is left out. */
export function MarkedText({ text, found }: { text: string; found: readonly string[] }) {
  const [next] = found
    .filter((one) => one !== '')
    .map((one) => ({ one, at: text.indexOf(one) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.one.length - a.one.length);
  if (!next) return text;
  const end = next.at + next.one.length;
  return (
    <Fragment>
      {text.slice(0, next.at)}
      <mark>{next.one}</mark>
      <MarkedText text={text.slice(end)} found={found} />
    </Fragment>
  );
}
