const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** `14:05` */
export const timeOfDay = (date: Date): string => clock.format(date);

/** `14:05:09` */
export const exactTime = (date: Date): string => seconds.format(date);

/** The time of today, the day of what was before. */
export function shortTime(date: Date): string {
  return date.toDateString() === new Date().toDateString() ? clock.format(date) : day.format(date);
}

/** `Today`, or the day. */
export function dayOf(date: Date): string {
  return date.toDateString() === new Date().toDateString() ? 'Today' : day.format(date);
}
