export { cloneDatabase, type DatabaseClone } from './postgres.ts';
