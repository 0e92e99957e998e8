export { coderOfActor, codersOf, contactsByHand, contactsBySample } from './commands/known-contacts';
export { BlindCoding } from './persistence/blind-coding';
export { Pseudonyms, pseudonymsUnder } from './persistence/pseudonyms';
export { contactRoutes } from './http/contact-routes';
export { IngestReader } from './queries/ingest-reader';
export { ContactReader } from './queries/contact-reader';
export { PrivacyReader } from './queries/privacy-reader';
export { purgeNextPart } from './commands/purge-contacts';
export {
  recodingCounts,
  rejectionCounts,
  unmappedCounts,
  usageCounts,
  type Dimension,
  type UnmappedRow,
  type UsageRow,
  type UsageWindow,
} from './queries/usage-counts';
export { CoderEntity } from './persistence/coder.entity';
