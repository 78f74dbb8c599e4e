// Bodies are parsed before any code of ours runs, by Express, which answers what it cannot parse by
// itself: with the stack, unless it is told that it serves strangers. It looks after the functions are
// loaded, on the platform as in the emulator.
process.env['NODE_ENV'] ??= 'production';
