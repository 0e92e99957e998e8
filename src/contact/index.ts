export { coderOfActor, codersOf, contactsByHand, contactsBySample } from './commands/known-contacts';
export { ContactReader } from './queries/contact-reader';
export { CoderEntity } from './persistence/coder.entity';
