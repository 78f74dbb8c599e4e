import assert from 'node:assert/strict';

import { ESLint } from 'eslint';

/** Code that breaks the import direction, and the rule that must say so. */
const FORBIDDEN = [
  ['kernel/clock.ts', '../wire/callable.ts', 'boundaries/dependencies'],
  ['kernel/clock.ts', '../store/database.ts', 'boundaries/dependencies'],
  ['store/reader.ts', '../modules/chats/store.ts', 'boundaries/dependencies'],
  ['modules/chats/store.ts', '../delivery/send-pushes.ts', 'boundaries/dependencies'],
  ['modules/messages/store.ts', '../receipts/report.ts', 'boundaries/dependencies'],
  ['modules/chats/store.ts', '../../wire/serve.ts', 'boundaries/dependencies'],
  ['modules/chats/store.ts', '../../edges/context.ts', 'boundaries/dependencies'],
  ['edges/context.ts', '../wire/log.ts', 'boundaries/dependencies'],
  ['modules/chats/store.ts', 'firebase-functions/v2/https', 'no-restricted-imports'],
  ['edges/context.ts', 'firebase-functions', 'no-restricted-imports'],
  ['modules/chats/model.ts', 'firebase-admin/firestore', 'no-restricted-imports'],
  ['modules/messages/send-message.ts', '@google-cloud/firestore', 'no-restricted-imports'],
  ['wire/callable.ts', 'firebase-admin/auth', 'no-restricted-imports'],
] as const;

const ALLOWED = [
  ['modules/delivery/send-pushes.ts', '../events/store.ts'],
  ['wire/functions.ts', '../edges/context.ts'],
  ['wire/api.ts', 'firebase-functions/v2/https'],
  ['store/reader.ts', 'firebase-admin/firestore'],
] as const;

describe('the lint rule that holds the import direction', () => {
  const eslint = new ESLint({
    // The rules under test need no types, and asking for them would take most of the time.
    ruleFilter: ({ ruleId }) => /^(boundaries\/|no-restricted-imports)/.test(ruleId),
  });
  const rulesBroken = async (file: string, target: string) => {
    const code = `import * as thing from '${target}';\nexport { thing };\n`;
    const [result] = await eslint.lintText(code, { filePath: `functions/src/${file}` });
    return result?.messages.map(({ ruleId }) => ruleId) ?? [];
  };

  for (const [file, target, rule] of FORBIDDEN) {
    it(`refuses ${target} in ${file}`, async () => {
      assert.deepEqual(await rulesBroken(file, target), [rule]);
    });
  }
  for (const [file, target] of ALLOWED) {
    it(`takes ${target} in ${file}`, async () => {
      assert.deepEqual(await rulesBroken(file, target), []);
    });
  }
});
