/**
 * Calls `stop` when this process is asked to end: by a signal, or because whoever started it was killed and its channel
 * closed. A second Ctrl-C changes nothing: every step of a stop has its own time limit.
 */
export const onStopSignal = (stop: (signal: string) => void): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  if (process.channel !== undefined && process.channel !== null) {
    process.on('disconnect', () => stop('the end of its parent'));
    // The channel alone keeps nobody running.
    process.channel.unref();
  }
};
