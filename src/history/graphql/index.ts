export { ChangeSetResolver, HistoryResolver, RefusalResolver } from './history.resolver';
export { changeKinds } from './change-kinds';
