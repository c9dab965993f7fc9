/** How long something keeps the processor busy: on a busy machine too, where a clock would count what others do. */
export function processorTime(run: () => void): number {
  const begin = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}
