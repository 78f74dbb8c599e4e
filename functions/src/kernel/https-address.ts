/**
 * Whether a text is an https address that anybody may be given: whoever shows it would send a user and a
 * password in it along, so it has none.
 */
export function isHttpsAddress(text: string): boolean {
  if (!/^https:\/\/[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
