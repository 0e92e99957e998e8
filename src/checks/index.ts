export { runDueChecks } from './commands/check-commands';
export { CheckReader } from './queries/check-reader';
