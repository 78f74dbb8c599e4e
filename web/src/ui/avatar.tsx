import { hueOf } from './hue.ts';

/** The letters of a name in a disc whose colour belongs to the user or chat. */
export function Avatar({ name, seed }: { name: string; seed: string }) {
  return (
    <span class="avatar" style={{ '--hue': hueOf(seed) }} aria-hidden="true">
      {lettersOf(name)}
    </span>
  );
}

/** `109` of `user_109`, else the first letters of the first and the last word. */
function lettersOf(name: string): string {
  const words = name.split(/[\s_]+/).filter((word) => word !== '');
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (/^\d{1,3}$/.test(last)) return last;
  const letters = words.length > 1 ? start(first, 1) + start(last, 1) : start(first, 2);
  return letters.toUpperCase();
}

/** The first letters of a word, each with all that is shown as one with it. */
function start(word: string, count: number): string {
  const letters = [...new Intl.Segmenter().segment(word)];
  return letters
    .slice(0, count)
    .map(({ segment }) => segment)
    .join('');
}
