export { AuditReader } from './queries/audit-reader';
export { AuditCodings } from './queries/audit-codings';
export { AuditRecomputations } from './queries/audit-recomputation';
export { CodedBlind } from './persistence/coded-blind';
export { fileFindings, type FoundThing } from './commands/file-findings';
export { ModelReader } from './queries/model-reader';
export { correctionsRoute } from './http/corrections-route';
export { PilotReports } from './queries/pilot-reports';
