export { AuditReader } from './queries/audit-reader';
export { AuditCodings } from './queries/audit-codings';
export { AuditRecomputations } from './queries/audit-recomputation';
export { CodedBlind } from './persistence/coded-blind';
export { FactsOfAudits } from './persistence/facts-of-audits';
