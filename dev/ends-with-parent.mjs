/** Loaded before a command by run.mjs: when run.mjs is killed, even by kill -9, the command ends in good order. */
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
