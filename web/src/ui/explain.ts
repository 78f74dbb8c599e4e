// docs: refusals
interface Refusal {
  message: string;
  code?: string;
  details?: { reason?: string; fields?: { field: string; message: string }[] };
}

/** An error in words, with the stable reason where one of Parley's functions gave it. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, code, details } = error as Refusal & Error;
  const fields = (details?.fields ?? []).map((each) => `${each.field} ${each.message}`);
  const text = fields.length > 0 ? fields.join('; ') : message;
  const reason = details?.reason ?? code;
  return reason === undefined ? text : `${text} (${reason})`;
}

/** The stable reason of a refusal. */
export function reasonOf(error: unknown): string | undefined {
  return (error as Refusal | undefined)?.details?.reason;
}
// end of docs: refusals
