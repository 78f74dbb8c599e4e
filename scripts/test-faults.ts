// `npm run test:faults`: a thousand random histories instead of the few that `npm test` plays.
// FAULT_HISTORIES says how many, FAULT_SEED plays one again that failed.
process.env.FAULT_HISTORIES ??= '1000';
process.argv.push('tests/faults/faults.test.ts');
await import('./test.ts');

export {};
