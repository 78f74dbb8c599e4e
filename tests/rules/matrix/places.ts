import { CHAT_PLACES } from './chats.ts';
import { CONFIG } from './config.ts';
import { FUNCTIONS_ONLY } from './functions-only.ts';
import type { Place } from './place.ts';
import { USERS } from './users.ts';

export { CHATS } from './chats.ts';

/** The whole matrix. A collection that is in the rules, the code or the docs and not here fails. */
export const PLACES: Place[] = [...USERS, ...CHAT_PLACES, ...CONFIG, ...FUNCTIONS_ONLY];
