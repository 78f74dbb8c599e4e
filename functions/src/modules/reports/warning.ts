import type { News } from '../notifications/notify.ts';
import type { ReportReason } from './model.ts';

const WORDS: Record<ReportReason, string> = {
  SPAM: 'spam',
  SCAM: 'a scam',
  HARASSMENT: 'harassment',
  HATE: 'hate speech',
  VIOLENCE: 'violence',
  SEXUAL: 'sexual content',
  CHILD_SAFETY: 'a danger to children',
  SELF_HARM: 'encouraging self-harm',
  IMPERSONATION: 'pretending to be somebody else',
  OTHER: 'a breach of the terms',
};

/** What a user is told who is warned: neither by whom he was reported nor by which admin he is warned. */
export function warning(uid: string, report_id: string, reason: ReportReason): News<'WARNING'> {
  return {
    uid,
    id: `warning-${report_id}`,
    type: 'WARNING',
    title: 'A warning',
    body:
      `Something that you sent or did is against the rules here: ${WORDS[reason]}. ` +
      'Should it go on, your account may be disabled.',
    actor: null,
    reference_type: 'report_reason',
    reference_id: reason,
  };
}
