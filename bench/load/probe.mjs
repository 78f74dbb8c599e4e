// Run in a fresh process: imports the modules one after another and prints how many milliseconds it
// took. Plain JavaScript, so that no compiler is measured.
const before = performance.now();
for (const url of process.argv.slice(2)) await import(url);
console.log(performance.now() - before);
