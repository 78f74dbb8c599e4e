import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import { ENDPOINTS } from './wire/endpoints.ts';
import { defineFunctions } from './wire/functions.ts';
import { defineSchedules, SCHEDULES } from './wire/schedules.ts';
import { defineTasks, TASKS } from './wire/tasks.ts';
import { defineTriggers } from './wire/triggers.ts';

describe('what is deployed', () => {
  it('is every function that is defined, discovered without params or secrets', () => {
    const index = new URL('index.ts', import.meta.url).href;
    const script = `console.log(JSON.stringify(Object.keys(await import('${index}'))))`;
    // In a process of its own, as a deploy does: the module registers what runs at instance start.
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    const never = () => {
      throw new Error('not called');
    };
    const defined = {
      ...defineFunctions(never),
      ...defineTriggers(never),
      ...defineSchedules(never),
      ...defineTasks(never),
    };
    assert.deepEqual((JSON.parse(printed) as string[]).toSorted(), Object.keys(defined).toSorted());
  });

  it('has the memory for an address book where one is uploaded, and else what all have', () => {
    const memoryOf = (deployed: object) =>
      (deployed as { __endpoint: { availableMemoryMb?: unknown } }).__endpoint.availableMemoryMb;
    const { api, uploadContacts, sendMessage } = defineFunctions(() => assert.fail('not called'));
    assert.deepEqual([api, uploadContacts, sendMessage].map(memoryOf), [512, 512, 256]);
  });

  for (const [name, load] of Object.entries(ENDPOINTS)) {
    it(`${name} is the callable of that name`, async () => {
      assert.equal((await load()).name, name);
    });
  }

  for (const [name, { every, load }] of Object.entries(SCHEDULES)) {
    it(`${name} is the schedule of that name, and runs as often as it says`, async () => {
      const definition = await load();
      assert.deepEqual([definition.name, definition.every], [name, every]);
    });
  }

  for (const [name, load] of Object.entries(TASKS)) {
    it(`${name} is the task of that name`, async () => {
      assert.equal((await load()).name, name);
    });
  }
});
