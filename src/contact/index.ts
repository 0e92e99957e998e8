export { coderOfActor, codersOf, contactsByHand, contactsBySample } from './commands/known-contacts';
export { BlindCoding } from './persistence/blind-coding';
export { Pseudonyms, pseudonymsUnder } from './persistence/pseudonyms';
export { contactRoutes } from './http/contact-routes';
export { IngestReader } from './queries/ingest-reader';
export { ContactReader } from './queries/contact-reader';
export { PrivacyReader } from './queries/privacy-reader';
export { identityOfItem, itemLabel } from './queries/item-label';
export { purgeNextPart } from './commands/purge-contacts';
export {
  customerCounts,
  customersBySegment,
  type CustomerCounts,
  type SegmentCustomers,
} from './queries/customer-counts';
export { repeatCounts, type ReasonGroup, type RepeatQuestion, type RepeatRow } from './queries/repeat-counts';
export {
  handlingCounts,
  recodingCounts,
  rejectionCounts,
  unmappedCounts,
  usageCounts,
  type Dimension,
  type HandlingRow,
  type UnmappedRow,
  type UsageRow,
  type UsageWindow,
} from './queries/usage-counts';
export { CoderEntity } from './persistence/coder.entity';
