import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { systemRandom } from '../../functions/src/kernel/random.ts';
import { documentedCosts } from '../../scripts/lib/documented-costs.ts';
import { write } from './browser.ts';
import { setScene } from './scene.ts';
import { arrangePair, type Pair } from './stage.ts';

const { sendMessage, markRead, markDelivered } = documentedCosts(
  readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8'),
);
/** What both who have the chat open read of a message, as docs/cost.md has it. */
const LISTENERS_READS = 5;

/** What the page says that things took, beside what docs/cost.md says. */
describe('the inspector', function () {
  this.timeout(120_000);
  let others: Pair;
  before(async () => {
    others = await arrangePair('inspector-others');
  });
  after(() => others?.close());
  const scene = setScene('inspector');

  const inspector = () => scene.window.page.getByRole('region', { name: 'Inspector' });
  const entry = (name: string, pressed?: boolean) =>
    inspector()
      .locator('.actions')
      .getByRole('button', { name, exact: true, ...(pressed === true && { pressed }) })
      .first();
  const pick = (name: string) => entry(name).click();
  /** Resolves when the action that is shown took this much. */
  const took = async (name: string, count: string | number): Promise<void> => {
    const sum = inspector().locator('.cost div', {
      has: scene.window.page.getByText(name, { exact: true }),
    });
    await sum.getByText(String(count), { exact: true }).waitFor();
  };
  const tookAs = async (cost: typeof sendMessage): Promise<void> => {
    assert.ok(cost);
    await took('reads', `${cost.reads}`);
    await took('writes', `${cost.writes}`);
    await took('invocations', `${cost.invocations}`);
    await took('a million', cost.million);
  };

  it('has a sum for a message that is that of docs/cost.md, and listeners apart', async () => {
    const { left, page } = scene.window;
    await page.getByRole('button', { name: /^Inspector/ }).click();
    await write(left, 'How much?');
    await entry('sendMessage left', true).waitFor();
    await tookAs(sendMessage);
    await took('listeners’ reads', LISTENERS_READS);
  });

  it('has an entry for what the other device does by itself, and for reading', async () => {
    const { right } = scene.window;
    await pick('markDelivered right');
    await tookAs(markDelivered);
    await right.getByRole('button', { name: /not read yet/ }).click();
    await pick('markRead right');
    await tookAs(markRead);
  });

  it('tells apart what both sides and another client do at once', async () => {
    const { left, right } = scene.window;
    const somebody = await others.as(others.left);
    const say = async (to: string): Promise<string> => {
      const { chat_id } = await somebody.call<{ chat_id: string }>('createChat', { user_id: to });
      const content = { chat_id, message_id: systemRandom.id(), type: 'TEXT', text: 'Elsewhere' };
      await somebody.call('sendMessage', content);
      return chat_id;
    };
    await say(scene.pair.right.uid);
    const badge = right.locator('[data-badge]');
    await badge.waitFor();
    await right.getByRole('button', { name: 'Back' }).click();
    await right.getByRole('button', { name: /Elsewhere/ }).click();
    await badge.waitFor({ state: 'detached' });

    for (const side of [left, right]) {
      await side.getByRole('textbox', { name: 'Message' }).fill('At once');
    }
    const [elsewhere] = await Promise.all([
      say(others.right.uid),
      left.getByRole('button', { name: 'Send' }).click(),
      right.getByRole('button', { name: 'Send' }).click(),
    ]);
    for (const side of ['left', 'right']) {
      await pick(`sendMessage ${side}`);
      await tookAs(sendMessage);
    }
    await pick('Besides');
    const besides = inspector().locator('[data-part=sendMessage]');
    await besides.getByText(elsewhere).first().waitFor();
    assert.doesNotMatch(await besides.innerText(), new RegExp(scene.pair.chat_id));
    await scene.window.look('inspector-besides');
  });

  it('has what is shown next for what was clicked', async () => {
    const { left } = scene.window;
    await left.getByRole('button', { name: 'People' }).click();
    await entry('Open people left', true).waitFor();
    await left.getByRole('button', { name: 'Requests' }).click();
    await entry('Open requests left', true).waitFor();
    await took('listeners’ reads', 2);
    await took('invocations', 0);
  });
});
