export { ImportResolver } from './import.resolver';
export { CorrespondenceImportResolver } from './correspondence-import.resolver';
export { ExportResolver } from './export.resolver';
