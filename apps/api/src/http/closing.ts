import type { FastifyInstance } from "fastify";

const LOOK_EVERY_MS = 50;

/**
 * Lets the server end: requests that were accepted are finished, then what is still open is closed. Browsers and
 * clients open connections ahead of time; one on which nothing was asked yet would hold up the end for a minute.
 */
export function addClosing(server: FastifyInstance): void {
  let underWay = 0;
  server.server.on("request", (_request, response) => {
    underWay += 1;
    response.once("close", () => (underWay -= 1));
  });
  server.addHook("preClose", async () => {
    const look = setInterval(() => {
      if (underWay === 0) server.server.closeAllConnections();
    }, LOOK_EVERY_MS);
    server.server.once("close", () => clearInterval(look));
  });
}
