const RGI_EMOJI = /^\p{RGI_Emoji}$/v;
/** Asks for the picture where a character is also text (https://unicode.org/reports/tr51/#Emoji_Variation_Sequences). */
const PICTURE = '\uFE0F';

/**
 * The emoji that a text is: one of those that Unicode recommends for interchange, with skin tones, flags
 * and joined ones. One spelling for each: `❤` is answered as `❤️`. `undefined` for anything else.
 */
export function emojiOf(text: string): string | undefined {
  return [text, text + PICTURE].find((spelling) => RGI_EMOJI.test(spelling));
}
