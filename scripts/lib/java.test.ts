import assert from 'node:assert/strict';
import { fakeHost, javaBanner } from './fake-host.ts';
import { findJava, parseJavaVersion } from './java.ts';

const CACHE = '/home/me/.cache/parley';
const JVM = '/usr/lib/jvm';

describe('the search for Java', () => {
  it('reads versions as they have been written over the years', () => {
    assert.equal(parseJavaVersion(javaBanner(21)), 21);
    assert.equal(parseJavaVersion('java version "1.8.0_401"'), 8);
    assert.equal(parseJavaVersion('openjdk version "25" 2025-09-16 LTS'), 25);
    assert.equal(parseJavaVersion('openjdk version "26-ea" 2026-03-17'), 26);
    assert.equal(parseJavaVersion('The operation couldn’t be completed.'), undefined);
  });

  it('takes what the environment names before PATH, and PATH before the usual folders', () => {
    const programs = {
      '/named/bin/java': javaBanner(21),
      '/home-of/bin/java': javaBanner(22),
      '/on/path/java': javaBanner(23),
      [`${JVM}/temurin-25/bin/java`]: javaBanner(25),
    };
    const everything = {
      PARLEY_JAVA_HOME: '/named',
      JAVA_HOME: '/home-of',
      PATH: '/nowhere:/on/path',
    };
    const found = (env: NodeJS.ProcessEnv) =>
      findJava(fakeHost({ env, programs }), CACHE).java?.version;

    assert.equal(found(everything), 21);
    assert.equal(found({ ...everything, PARLEY_JAVA_HOME: undefined }), 22);
    assert.equal(found({ PATH: everything.PATH }), 23);
    assert.equal(found({}), 25);
  });

  it('passes over what is too old or does not run', () => {
    const host = fakeHost({
      env: { JAVA_HOME: '/old', PATH: '/broken' },
      files: { '/broken/java': 1 },
      programs: {
        '/old/bin/java': javaBanner(17),
        [`${JVM}/java-21/bin/java`]: javaBanner(21),
      },
    });
    const { java, looked } = findJava(host, CACHE);
    assert.deepEqual(java, { home: `${JVM}/java-21`, version: 21 });
    assert.deepEqual(looked, [
      '/old/bin/java (JAVA_HOME): Java 17',
      '/broken/java (PATH): does not run',
    ]);
  });

  it('knows where macOS and SDKMAN keep JDKs', () => {
    const mac = '/Library/Java/JavaVirtualMachines/temurin-21.jdk/Contents/Home';
    const brew = '/opt/homebrew/opt/openjdk@21';
    const sdkman = '/home/me/.sdkman/candidates/java/21.0.2-tem';
    for (const home of [mac, brew, sdkman]) {
      const host = fakeHost({
        platform: 'darwin',
        programs: { [`${home}/bin/java`]: javaBanner(21) },
      });
      assert.equal(findJava(host, CACHE).java?.home, home);
    }
  });

  it('uses the runtime fetched earlier last', () => {
    const fetched = `${CACHE}/jre-21/jdk-21.0.2+13-jre`;
    const programs = { [`${fetched}/bin/java`]: javaBanner(21) };
    assert.equal(findJava(fakeHost({ programs }), CACHE).java?.home, fetched);
    const installed = { ...programs, '/usr/bin/java': javaBanner(25) };
    const host = fakeHost({ env: { PATH: '/usr/bin' }, programs: installed });
    assert.equal(findJava(host, CACHE).java?.version, 25);
  });

  it('says where it looked when there is none', () => {
    const { java, looked } = findJava(fakeHost(), CACHE);
    assert.equal(java, undefined);
    assert.match(looked.join('\n'), /JAVA_HOME, PATH, \/usr\/lib\/jvm.*\.cache\/parley/);
  });
});
