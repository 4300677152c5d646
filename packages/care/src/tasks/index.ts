export { TaskChange } from "./task-change.entity.ts";
export type { TaskKind } from "./task-kinds.ts";
export { TASK_KINDS } from "./task-kinds.ts";
export { Task, TaskKindEnum, TaskStateEnum } from "./task.entity.ts";
export type { TaskState } from "./task.machine.ts";
export { TASK_STATES, taskMachine } from "./task.machine.ts";
export type { QueueCount } from "./task.query.ts";
export { countQueue } from "./task.query.ts";
export { queueOf, taskActions } from "./task.rules.ts";
export type { TaskCommandInput, TaskInput } from "./task.service.ts";
export {
  assignTask,
  cancelTask,
  cancelTasksAbout,
  claimTask,
  completeTask,
  openTask,
  postponeTask,
  unassignTask,
} from "./task.service.ts";
