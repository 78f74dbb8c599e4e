/**
 * Which messages of a chat a recipient has been pushed, so that an event delivered twice, late or out
 * of order pushes once. A watermark alone would lose a message overtaken by the next one, a list alone
 * would grow with history; this is a watermark plus the few numbers below it that are still open.
 */
export interface PushClaims {
  /** The highest number claimed. */
  through: number;
  /** Numbers up to `through` that may still be claimed. */
  open: OpenPush[];
}

export interface OpenPush {
  number: number;
  /** The devices an earlier attempt could not reach; empty where no attempt was made yet. */
  devices: string[];
}

/**
 * How many numbers are kept open. A message overtaken by more than this many others is not pushed any
 * more (its counters are right all the same): the bound on the document is worth more than a
 * notification that a hundred newer ones have covered.
 */
export const MAX_OPEN = 100;

/** The outcome of asking for the push of one message. */
export type Claim =
  | { granted: false }
  /** `devices` holds those left by an earlier attempt; it is empty on the first, which means all. */
  | { granted: true; claims: PushClaims; devices: string[] };

/**
 * Claims the push of message `number` for a recipient who has read up to `read_number`. Denied when it
 * was claimed before or when he has read the message already.
 */
export function claimPush(
  claims: PushClaims | undefined,
  number: number,
  read_number: number,
): Claim {
  if (number <= read_number) return { granted: false };
  const through = Math.max(claims?.through ?? 0, read_number);
  const open = (claims?.open ?? []).filter((entry) => entry.number > read_number);
  if (number > through) {
    const overtaken = range(Math.max(through + 1, number - MAX_OPEN), number);
    const skipped = overtaken.map((n): OpenPush => ({ number: n, devices: [] }));
    return {
      granted: true,
      claims: { through: number, open: newest([...open, ...skipped]) },
      devices: [],
    };
  }
  const entry = open.find((candidate) => candidate.number === number);
  if (entry === undefined) return { granted: false };
  return {
    granted: true,
    claims: { through, open: open.filter((other) => other !== entry) },
    devices: entry.devices,
  };
}

/**
 * {@link claimPush} for several messages at once, by ascending number: which of them were granted, with
 * the devices left by an earlier attempt. `undefined` where none was.
 */
export function claimPushes(
  claims: PushClaims | undefined,
  numbers: readonly number[],
  read_number: number,
): { claims: PushClaims; granted: OpenPush[] } | undefined {
  const granted: OpenPush[] = [];
  let after = claims;
  for (const number of numbers) {
    const claim = claimPush(after, number, read_number);
    if (!claim.granted) continue;
    after = claim.claims;
    granted.push({ number, devices: claim.devices });
  }
  return after === undefined || granted.length === 0 ? undefined : { claims: after, granted };
}

/** Opens `number` again for `devices`, which the attempt could not reach. */
export function releasePush(
  claims: PushClaims | undefined,
  number: number,
  devices: string[],
): PushClaims {
  const others = (claims?.open ?? []).filter((entry) => entry.number !== number);
  return {
    through: Math.max(claims?.through ?? 0, number),
    open: newest([...others, { number, devices }]),
  };
}

/** What a later attempt finds of an earlier one. */
export type EarlierAttempt =
  /** It was not made yet: the message's event is still on its way. */
  | { state: 'to come' }
  | { state: 'made' }
  /** It was made, and could not reach these devices. */
  | { state: 'missed'; devices: string[] };

/** What became of the last attempt to push message `number`. */
export function earlierAttempt(claims: PushClaims | undefined, number: number): EarlierAttempt {
  if (number > (claims?.through ?? 0)) return { state: 'to come' };
  const entry = claims?.open.find((candidate) => candidate.number === number);
  if (entry === undefined) return { state: 'made' };
  const { devices } = entry;
  return devices.length === 0 ? { state: 'to come' } : { state: 'missed', devices };
}

/**
 * Closes what earlier attempts of these messages left, as another attempt takes their place.
 * `undefined` where they left nothing, so that nothing is to be written.
 */
export function supersede(
  claims: PushClaims | undefined,
  numbers: readonly number[],
): PushClaims | undefined {
  if (claims === undefined) return undefined;
  const open = claims.open.filter(
    ({ number, devices }) => devices.length === 0 || !numbers.includes(number),
  );
  return open.length === claims.open.length ? undefined : { ...claims, open };
}

function newest(open: OpenPush[]): OpenPush[] {
  return open.toSorted((a, b) => a.number - b.number).slice(-MAX_OPEN);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
