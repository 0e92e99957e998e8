export { figuresReportRoute } from './http/figures-report-route';
export { FiguresReader } from './queries/figures-reader';
