export { Task, TaskStateEnum } from "./task.entity.ts";
export type { TaskState } from "./task.machine.ts";
export { TASK_STATES, taskMachine } from "./task.machine.ts";
export { taskActions } from "./task.rules.ts";
export type { TaskInput } from "./task.service.ts";
export { cancelTask, cancelTasksAbout, completeTask, openTask } from "./task.service.ts";
