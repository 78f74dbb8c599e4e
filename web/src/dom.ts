/** The element that the page has at `selector`; what it lacks is a mistake in index.html. */
export function part<T extends Element>(
  root: ParentNode,
  selector: string,
  type: abstract new () => T,
): T {
  const found = root.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`The page has no ${selector}`);
}

/** A new element with a class and a text. Texts never go in as HTML: users write them. */
export function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** A time of day as the reader's own clock shows it. */
export function timeOfDay(time: Date, seconds = false): string {
  const second = seconds ? ({ second: '2-digit' } as const) : {};
  return time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', ...second });
}
