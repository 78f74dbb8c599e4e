/** At most `max` in any `seconds`. */
export interface Limit {
  max: number;
  seconds: number;
  /** At least so many seconds from one to the next, exactly. */
  spacing?: number;
  /** What whoever is refused is told of it: a sentence. Of most that would tell no user anything. */
  says?: string;
}

const DAY = 86_400;

/**
 * Every rate limit there is. Each is a sliding window by the key that its endpoint names; the keys are
 * kept as keyed hashes. Normal use stays far below: an office behind one address may sign in 30 times
 * a minute and register 20 accounts an hour, with room to spare. Passwords are besides limited by
 * account and requester, by those that are wrong (modules/passwords/failures.ts).
 */
export const LIMITS = {
  sign_in_by_ip: { max: 60, seconds: 60 },
  // Of one session, which is one installation. An app refreshes every quarter of an hour.
  refresh_by_session: { max: 30, seconds: 60 },
  // Apps register at each start.
  register_device_by_account: { max: 120, seconds: 3600 },
  register_device_by_device: { max: 60, seconds: 3600 },
  phone_start_by_ip: { max: 60, seconds: 60 },
  // Text messages and calls with a code, which cost money each. What one address may have is far below
  // what it shares with others, so that it can use up neither a number nor its block. A whole office, or all
  // whom a carrier puts behind one address, may sign in with numbers from everywhere.
  sms_by_phone_and_ip: { max: 10, seconds: DAY, spacing: 30 },
  sms_by_prefix_and_ip: { max: 60, seconds: DAY },
  sms_by_ip_day: { max: 1000, seconds: DAY },
  sms_by_phone: { max: 15, seconds: 600 },
  // With 5 tries for each code: at most 100 guesses in a day, a chance of 1 in 10,000.
  sms_by_phone_day: { max: 20, seconds: DAY },
  // What may be spent in a day; the params PHONE_MAX_PER_… replace these maxima. A part of each is kept
  // for numbers that have signed in before (modules/phone/count-send.ts).
  sms_by_prefix: { max: 200, seconds: DAY },
  sms_by_country: { max: 2000, seconds: DAY },
  sms_by_project: { max: 5000, seconds: DAY },
  register_by_ip: { max: 40, seconds: 3600 },
  password_set_by_account: { max: 10, seconds: 3600 },
  password_reset_by_ip: { max: 30, seconds: 3600 },
  // Mails to one address are bounded for all requesters together by its codes (modules/email/codes.ts).
  password_reset_by_address_and_ip: { max: 5, seconds: 3600 },
  email_verification_by_account: { max: 5, seconds: 3600 },
  mail_code_by_ip: { max: 60, seconds: 3600 },
  export_by_account: { max: 5, seconds: DAY },
  // Each reads all that there is of a user.
  export_download_by_account: { max: 10, seconds: DAY },
  report_by_account: { max: 20, seconds: 3600 },
  // Whoever is asked is told of it.
  friend_request_by_account: { max: 50, seconds: DAY },
  update_location_by_account: { max: 30, seconds: 3600 },
  // Each looks at some hundreds of documents at most.
  find_nearby_by_account: { max: 60, seconds: 3600 },
  // Whatever they are of, as reading a file is work; those that begin something are counted below.
  upload_contacts_by_account: {
    ...{ max: 20, seconds: 3600 },
    says: 'An address book can be sent at most 20 times in an hour.',
  },
  contact_uploads_by_account: {
    ...{ max: 10, seconds: DAY },
    says: 'At most 10 different address books can be uploaded in a day.',
  },
  // Whoever uploads learns who of his contacts is here: no more of that in a day than an address book has.
  uploaded_values_by_account: {
    ...{ max: 20_000, seconds: DAY },
    says: 'At most 20,000 numbers and addresses can be looked for in a day.',
  },
  // Each switch of read receipts writes to every chat of the user.
  receipts_switch_by_account: { max: 10, seconds: 3600 },
  // Each takes a name out of use for 30 days, and is carried to every chat of the user.
  username_change_by_account: { max: 3, seconds: DAY },
  // An app that searches at each key.
  find_users_by_account: { max: 120, seconds: 60 },
  // By an exact address or number, which tells whether somebody has it.
  reach_by_account: { max: 100, seconds: DAY },
} as const satisfies Record<string, Limit>;

/**
 * Limits whose state stands in a document that is read and written anyway, as one time for each user;
 * see `takeFromBucket`. `max` at once, and one more each `seconds / max`.
 */
export const BUCKETS = {
  // By user and chat. One message each third of a second, after a burst: 30 in any 10 s are always free.
  // The param SEND_MAX_PER_CHAT replaces the maximum.
  messages: { max: 60, seconds: 20 },
  // Direct chats opened by an account younger than a week, or 40 people brought into groups; param NEW_ACCOUNT_MAX_CHATS.
  new_chats: { max: 50, seconds: DAY },
} as const satisfies Record<string, Limit>;

/** How long an account is new, in seconds. */
export const NEW_ACCOUNT_SECONDS = 7 * DAY;

/** What a deployment may not go below: clients may rely on 30 messages in 10 s. */
export const MIN_SEND_BURST = 60;

export type LimitName = keyof typeof LIMITS;
