export { HistoryReader } from './queries/history-reader';
export { tableCatalogue } from './table-catalogue';
