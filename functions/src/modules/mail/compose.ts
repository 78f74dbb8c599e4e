import type { MailMessage } from './model.ts';

/** What a mail consists of, above and below its code, if it has one. */
export interface MailParts {
  subject: string;
  before: string[];
  /** What to open or to enter. */
  action?: MailAction;
  after: string[];
}

/** A link with the words to show for it, or a bare code. */
export type MailAction = { link: string; label: string } | { code: string };

/** A mail as text and as HTML, the same in both; whatever goes into the HTML is escaped. */
export function compose({ subject, before, action, after }: MailParts): MailMessage {
  const plain = action === undefined ? [] : ['link' in action ? action.link : action.code];
  const rich = action === undefined ? [] : [htmlOf(action)];
  return {
    subject,
    text: `${[...before, ...plain, ...after].join('\n\n')}\n`,
    html: [...before.map(escape), ...rich, ...after.map(escape)]
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join('\n'),
  };
}

function htmlOf(action: MailAction): string {
  if ('code' in action) return `<code>${escape(action.code)}</code>`;
  return `<a href="${escape(action.link)}">${escape(action.label)}</a>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
