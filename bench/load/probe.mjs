// Run in a fresh process: imports one module after another and says what each took, in milliseconds,
// and the memory after it, in bytes. Plain JavaScript, so that no compiler is measured.
const steps = [];
for (const path of process.argv.slice(2)) {
  const before = performance.now();
  await import(path);
  steps.push({ ms: performance.now() - before, rss_bytes: process.memoryUsage.rss() });
}
console.log(JSON.stringify(steps));
