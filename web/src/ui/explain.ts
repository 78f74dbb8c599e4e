import { sentenceOf, sentenceOfCode } from './reasons.ts';
import { dayOf, timeOfDay } from './times.ts';

// docs: refusals
/** What the SDK throws where a function, or a rule, says no. */
interface Refusal {
  message: string;
  code?: string;
  details?: {
    reason?: string;
    fields?: { field: string; message: string }[];
    retry_after_seconds?: number;
    opens_at?: string;
  };
}

/** The stable reason of a refusal. */
export function reasonOf(error: unknown): string | undefined {
  return (error as Refusal | undefined)?.details?.reason;
}
// end of docs: refusals

/** What a function answered instead of doing it. */
export class Refused extends Error {
  readonly details: { reason: string };

  constructor(reason: string) {
    super(`Not done (${reason})`);
    this.details = { reason };
  }
}

/** What inputs are called on the page, by the fields that they become. */
const LABELS: Partial<Record<string, string>> = {
  username: 'The username',
  display_name: 'The name',
  about: 'What is said about you',
  email: 'The email',
  password: 'The password',
  new_password: 'The new password',
  phone: 'The phone number',
  code: 'The code',
  oob_code: 'The code',
  title: 'The title',
  text: 'The message',
  query: 'What is looked for',
};

/** An error in words for whoever uses the page. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, code, details = {} } = error as Refusal & Error;
  const { reason, fields = [], retry_after_seconds, opens_at } = details ?? {};
  if (reason === 'FIELDS_INVALID') {
    // Which may be of the page's own making, and then say nothing to anybody.
    const [known] = fields.filter(({ field }) => LABELS[field] !== undefined);
    if (known !== undefined) return `${LABELS[known.field]} ${known.message}.`;
  }
  if (reason === 'RATE_LIMITED' && retry_after_seconds !== undefined) {
    return `That was too often. Try again in ${lengthOf(retry_after_seconds)}.`;
  }
  if (reason === 'OUTSIDE_ACTIVE_HOURS' && opens_at !== undefined) return closedUntil(opens_at);
  const said = reason === undefined ? undefined : sentenceOf(reason);
  return said ?? (code === undefined ? undefined : sentenceOfCode(code)) ?? message;
}

/** That nothing can be written now, and when it can. */
export function closedUntil(opens_at: string | number): string {
  const opens = new Date(opens_at);
  const day = dayOf(opens);
  const when = `${day === 'Today' ? '' : `on ${day} `}at ${timeOfDay(opens)}`;
  return `It is closed at this time of day, and opens ${when}.`;
}

/** Whether Firestore's rules let the user not see something, or not any more. */
export function isDenied(error: unknown): boolean {
  return (error as Refusal | undefined)?.code === 'permission-denied';
}

/** Whether something was not asked for at all, as the device has no connection. */
export function isUnconnected(error: unknown): boolean {
  return (error as Refusal | undefined)?.code === 'unavailable';
}

function lengthOf(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
