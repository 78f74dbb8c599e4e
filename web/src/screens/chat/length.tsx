import type { MAX_TEXT_LENGTH } from '../../../../functions/src/modules/messages/content.ts';

const MAX: typeof MAX_TEXT_LENGTH = 5000;
const TOLD_FROM = 4500;

const count = new Intl.NumberFormat('en-GB');

/** Whether a text is longer than a message may be; counted in UTF-16 code units, as the server does. */
export function isTooLong({ length }: string): boolean {
  return length > MAX;
}

/** How long a text is, where it comes near to what a message may hold, and by how much it is too long. */
export function Length({ text }: { text: string }) {
  const { length } = text;
  if (length < TOLD_FROM) return null;
  return (
    <p class={`length ${isTooLong(text) ? 'too-long' : 'soft'}`}>
      {count.format(length)} of {count.format(MAX)} characters
      {isTooLong(text) && (
        <>
          <span role="alert">: too long to be sent</span>, by {count.format(length - MAX)}
        </>
      )}
    </p>
  );
}
