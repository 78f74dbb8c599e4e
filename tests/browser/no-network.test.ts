import { bubble, enter, write } from './browser.ts';
import { arrangePair, type Pair } from './stage.ts';
import { setBrowser } from './window.ts';

describe('a machine without any network', function () {
  this.timeout(120_000);
  let pair: Pair | undefined;
  after(() => pair?.close());
  const open = setBrowser();

  it('has all that runs on it', async () => {
    pair = await arrangePair('no-network');
    const { left, right } = await open({
      users: pair,
      prepare: async (context) => {
        await context.addInitScript(() => {
          Object.defineProperty(navigator, 'onLine', { value: false });
        });
      },
    });
    await enter(left);
    await enter(right);
    await left.getByText('connected', { exact: true }).waitFor();
    await write(left, 'On the train');
    await bubble(right, 'On the train').waitFor();
    await bubble(left, 'On the train').locator('[data-state=delivered]').waitFor();
  });
});
