export { HistoryReader } from './queries/history-reader';
export { tableCatalogue, type TableRule } from './table-catalogue';
