// @ts-check
// Loaded into API and worker before their own code. The channel closes when the launcher ends, killed or not:
// then this process ends as well, first the way SIGTERM asks for, later at any rate.
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.kill(process.pid, "SIGKILL"), 35_000).unref();
});
// The channel alone does not keep the process from ending.
process.channel?.unref();
