import { useState } from 'preact/hooks';

import { Linked } from '../ui/linked.tsx';

/** Texts beyond this take more than some lines. */
const LENGTH = 260;
const LINES = 6;

/** A text of which the beginning is shown, where it is long, until somebody wants all of it. */
export function Folded({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > LENGTH || text.split('\n').length > LINES;
  return (
    <>
      <p class={`body${isLong && !isWhole ? ' folded' : ''}`} dir="auto">
        <Linked text={text} />
      </p>
      {isLong && (
        <button
          class="link"
          type="button"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? 'Show less' : 'Show all'}
        </button>
      )}
    </>
  );
}
