import { startEmbeddedPostgres } from "./cluster.ts";

/** A launcher to be killed: starts the cluster named by its first argument and says when it runs. */
const [, , dataDir = "", durable = ""] = process.argv;
const cluster = await startEmbeddedPostgres({ dataDir, durable: durable === "durable" });
process.send?.({ pid: cluster.pid, ownerUrl: cluster.ownerUrl });
process.on("message", (message) => message === "stop" && void cluster.stop().then(() => process.exit(0)));
