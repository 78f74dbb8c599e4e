import { UserError } from '../lib/user-error.ts';

/** Shorter strings of a request are names and flags, not secrets. */
const SHORTEST_SECRET = 20;
/** Letters and digits without the dots and colons that names have. */
const OPAQUE = /^[\w+/=-]{20,}$/;
const MAX_RAW_CHARACTERS = 300;

/** Google's error format, https://cloud.google.com/apis/design/errors */
type ErrorBody = {
  error?: { message?: string; status?: string; details?: { reason?: string }[] };
};

/**
 * Google refused a call. The message says which call, why, and what helps; it repeats neither the
 * access token nor anything long that was sent, since Google's own messages quote bad input.
 */
export class GoogleError extends UserError {
  /** The HTTP status. */
  readonly status: number;
  /** Google's canonical code (`PERMISSION_DENIED`), or the bare message of older interfaces. */
  readonly code: string;

  private constructor(message: string, status: number, code: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static of(
    call: string,
    status: number,
    text: string,
    sent: { token: string; body?: object | undefined },
  ): GoogleError {
    const { error } = parse(text);
    const reasons = (error?.details ?? []).flatMap(({ reason }) => reason ?? []);
    const why = error?.message ?? text.slice(0, MAX_RAW_CHARACTERS);
    const parts = [`${call}: ${status}`, error?.status, withoutSecrets(why, sent)];
    const message = parts.filter((part) => part !== undefined && part !== '').join(' ');
    const help = hint(status, why, reasons);
    return new GoogleError(
      help === undefined ? message : `${message}\n${help}`,
      status,
      error?.status ?? error?.message ?? '',
    );
  }
}

function parse(text: string): ErrorBody {
  try {
    // What is not in Google's format has no `error` and is shown as text.
    return (JSON.parse(text) as ErrorBody | null) ?? {};
  } catch {
    return {};
  }
}

/** Cuts secrets out, also where only the beginning of one is quoted. */
function withoutSecrets(text: string, sent: { token: string; body?: object | undefined }): string {
  const secrets = [sent.token, ...stringsIn(sent.body).filter((string) => OPAQUE.test(string))];
  return secrets.reduce((clean, secret) => {
    const [before = '', ...rest] = clean.split(secret.slice(0, SHORTEST_SECRET));
    return [before, ...rest.map((part) => part.replace(/^[\w+/=.-]*/, '[…]'))].join('');
  }, text);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

function hint(status: number, why: string, reasons: string[]): string | undefined {
  if (reasons.includes('SERVICE_DISABLED')) {
    return 'An interface that was switched on a moment ago takes a minute or two: run it again.';
  }
  if (/billing/i.test(why)) {
    return 'The project has to be on the Blaze plan: "Upgrade" in the Firebase console.';
  }
  if (status === 401) return 'Sign in again: gcloud auth application-default login';
  if (status === 403) return 'The account needs the role Owner on the project (roles/owner).';
  return undefined;
}
