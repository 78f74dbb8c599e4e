import { performance } from 'node:perf_hooks';

/** What a bench process tells the one that started it. */
export interface Answers<Ready, Report> {
  /** Sent once, when the process can be used. */
  ready: Ready;
  /** Forgets what was measured so far. */
  reset: () => void;
  /** What was measured since. */
  report: () => Report;
}

/** What the parent may ask. */
export type Question = 'reset' | 'report';

/** A load of the event loop and of the processor, between 0 and 1 of one core. */
export interface Load {
  event_loop: number;
  cpu: number;
}

/** A report with the load while it was made. */
export type Loaded<Report> = Report & { load: Load };

/** Answers the parent's questions until it goes, and ends with it. */
export function answerParent<Ready, Report>(answers: Answers<Ready, Report>): void {
  let meter = startMeter();
  process.on('message', (question: Question) => {
    if (question === 'report') {
      process.send?.({ report: { ...answers.report(), load: meter() } });
      return;
    }
    answers.reset();
    meter = startMeter();
    process.send?.({ reset: true });
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ ready: answers.ready });
}

/** Measures this process's load from now until the function it answers is called. */
export function startMeter(): () => Load {
  const start = performance.now();
  const loop = performance.eventLoopUtilization();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return {
      event_loop: performance.eventLoopUtilization(loop).utilization,
      cpu: (user + system) / 1000 / (performance.now() - start),
    };
  };
}
