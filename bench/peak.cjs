// Preloaded into a measured process: notes at its end the most memory it held, in kilobytes.
process.on('exit', () =>
  require('node:fs').writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS)),
);
