import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_PROJECT, settingsFiles } from './build-functions.ts';
import { ROOT } from './paths.ts';

describe('the settings that go with a build', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-settings-'));
    for (const name of ['.env', `.env.${LOCAL_PROJECT}`, '.env.production', '.env.local']) {
      writeFileSync(join(folder, name), `FROM=${name}`);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are those of everybody and of the project, and last those of the emulator', () => {
    assert.deepEqual(
      settingsFiles(folder, LOCAL_PROJECT).map(([name, content]) => [
        name,
        Buffer.from(content).toString(),
      ]),
      [
        ['.env', 'FROM=.env'],
        ['.env.demo-parley', 'FROM=.env.demo-parley'],
        ['.env.local', 'FROM=.env.local'],
      ],
    );
  });

  it("are the emulator's alone where no project is named, as for tests", () => {
    assert.deepEqual(
      settingsFiles(folder).map(([name]) => name),
      ['.env.local'],
    );
  });

  it('are of the project that the Firebase CLI takes here where none is named', () => {
    const { projects } = JSON.parse(readFileSync(join(ROOT, '.firebaserc'), 'utf8')) as {
      projects: { default: string };
    };
    assert.equal(projects.default, LOCAL_PROJECT);
  });

  it('do not move the functions away from where the page and the tools look for them', () => {
    const [, local] =
      settingsFiles(join(ROOT, 'functions')).find(([name]) => name === '.env.local') ?? [];
    assert.match(Buffer.from(local ?? []).toString(), /^REGION=us-central1$/m);
  });
});
