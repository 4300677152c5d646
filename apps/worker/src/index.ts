export { routedTypes, routesOf } from "./event-routes.ts";
