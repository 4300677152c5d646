export { routesOf } from "./event-routes.ts";
