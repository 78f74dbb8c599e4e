import * as common from '../common/behaviours.ts';
import type { Json } from '../common/json.ts';
import { FAILURE_CODES } from './answers.ts';
import type { Answer } from './types.ts';

/** How sends to a token are answered from now on. */
export type Behaviour = common.Behaviour<Answer>;

/** Reads a behaviour from a request body. @throws RangeError that says which field is wrong */
export function parseBehaviour(body: Json): Behaviour {
  return common.parseBehaviour<Answer>(body, ['OK', ...FAILURE_CODES]);
}

/** The behaviours that are set, by token; `*` is every token without one of its own. */
export class Behaviours extends common.Behaviours<Answer> {}
