export { handOverWork } from "./leaver.service.ts";
