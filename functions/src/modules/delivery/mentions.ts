/**
 * Whether a text mentions a username as `@username`, whatever its case. The name must end there: what
 * may be part of a username (`[a-z0-9_.]`) must not follow, save for dots that end a sentence.
 */
export function mentions(text: string | undefined, username: string | undefined): boolean {
  if (text === undefined || username === undefined || username === '') return false;
  const found = text.toLowerCase().matchAll(/(?<![a-z0-9_.])@([a-z0-9_.]+)/g);
  for (const [, name = ''] of found) {
    if (name === username || name.replace(/\.+$/, '') === username) return true;
  }
  return false;
}
