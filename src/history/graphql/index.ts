export { ChangeSetResolver, HistoryResolver, RefusalResolver } from './history.resolver';
