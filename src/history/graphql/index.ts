export { ChangeSetType } from './history.types';
export { ChangeSetResolver, HistoryResolver, RefusalResolver } from './history.resolver';
