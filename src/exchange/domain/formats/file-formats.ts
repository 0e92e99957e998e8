import { exportJson } from '../export/export-json';
import { writeCsv } from '../export/export-csv';
import { writeText } from '../export/write-text';
import type { ImportFormat } from '../import-options';
import { lossKinds, type LossKind } from '../losses/loss-report';
import { tableLosses } from '../losses/table-losses';
import type { FileReader } from '../read/read-file';
import { readJson } from '../read/read-json';
import { readDelimited } from '../read/read-table';
import { readText } from '../read/read-text';
import { readJsonLd } from '../skos/read-json-ld';
import { readTurtle } from '../skos/read-turtle';
import { skosLosses, skosNotes } from '../skos/skos-concept';
import { writeJsonLd } from '../skos/write-json-ld';
import { writeTurtle } from '../skos/write-turtle';
import { descriptionLosses } from './description';
import type { FileFormat } from './file-format';
import { genesysWording, readGenesys, writeGenesys } from './genesys';
import { readSalesforce, salesforceLosses, salesforceWording, writeSalesforce } from './salesforce';
import { plainWording, tableWording } from './wording';
import { readZendesk, writeZendesk, zendeskWording } from './zendesk';

const kinds = (...each: readonly LossKind[]): ReadonlySet<LossKind> => new Set(each);
const allBut = (...each: readonly LossKind[]): ReadonlySet<LossKind> =>
  new Set(lossKinds.filter((kind) => !each.includes(kind)));

const table = {
  unit: 'a row below the header',
  read: readDelimited,
  write: writeCsv,
  wording: tableWording,
  lists: 'ACTIVE',
  isOneLanguage: false,
  carries: allBut('EXCLUDED_REASON', 'TARGET', 'ESCALATION', 'ARTICLE', 'FOLLOW_UP', 'RETIREMENT'),
  particular: tableLosses,
} as const satisfies Partial<FileFormat>;

const skos = {
  unit: 'a skos:Concept',
  wording: null,
  lists: 'ALL',
  isOneLanguage: false,
  carries: kinds('CODE', 'PLACE', 'LABEL', 'SYNONYM', 'HIDDEN_SYNONYM', 'RETIREMENT', ...skosNotes),
  particular: skosLosses,
} as const satisfies Partial<FileFormat>;

/** Every format there is. What is asked of one is asked here, and nowhere by its name. */
export const fileFormats = {
  csv: {
    ...table,
    title: 'Cells with commas or semicolons between them: a row a reason, for people and spreadsheets.',
    mediaTypes: ['text/csv'],
    endings: ['csv'],
    mayChoose: ['delimiter', 'encoding'],
  },
  tsv: {
    ...table,
    title: 'Cells with tabs between them.',
    mediaTypes: ['text/tab-separated-values'],
    endings: ['tsv', 'tab'],
  },
  text: {
    title: 'An indented list: a line a reason, its code in brackets behind the label.',
    unit: 'a line with a label',
    mediaTypes: ['text/plain'],
    endings: ['txt'],
    read: readText,
    write: writeText,
    wording: plainWording,
    lists: 'ACTIVE',
    isOneLanguage: true,
    carries: kinds('CODE', 'PLACE', 'LABEL'),
  },
  json: {
    title: 'JSON: an export of this service, which is the sealed content itself, or a list of objects.',
    unit: 'a reason',
    mediaTypes: ['application/json'],
    endings: ['json'],
    read: readJson,
    write: exportJson,
    wording: null,
    lists: 'ALL',
    isOneLanguage: false,
    carries: allBut(),
  },
  turtle: {
    ...skos,
    title: 'A SKOS concept scheme in Turtle.',
    mediaTypes: ['text/turtle'],
    endings: ['ttl'],
    read: readTurtle,
    write: writeTurtle,
  },
  jsonld: {
    ...skos,
    title: 'A SKOS concept scheme in JSON-LD, its contexts in the file.',
    mediaTypes: ['application/ld+json'],
    endings: ['jsonld'],
    read: readJsonLd,
    write: writeJsonLd,
  },
  zendesk: {
    title: 'A Zendesk ticket field with a drop-down list: levels in the names, codes as tags.',
    unit: 'an option',
    mediaTypes: [],
    endings: ['zendesk.json'],
    read: readZendesk,
    write: writeZendesk,
    wording: zendeskWording,
    lists: 'CHOICES_BY_PATH',
    isOneLanguage: true,
    carries: kinds('CODE', 'PLACE', 'LABEL'),
  },
  salesforce: {
    title: 'A Salesforce global value set: a flat list, codes as API names.',
    unit: 'a customValue',
    mediaTypes: [],
    endings: ['globalvalueset-meta.xml', 'globalvalueset', 'standardvalueset-meta.xml', 'standardvalueset'],
    read: readSalesforce,
    write: writeSalesforce,
    wording: salesforceWording,
    lists: 'CHOICES_AND_RETIRED',
    isOneLanguage: true,
    carries: kinds('CODE', 'LABEL', 'DEFINITION', 'RETIREMENT'),
    particular: salesforceLosses,
  },
  genesys: {
    title: 'Genesys Cloud wrap-up codes: levels in the names, which are all they have.',
    unit: 'a wrap-up code',
    mediaTypes: [],
    endings: ['genesys.json'],
    read: readGenesys,
    write: writeGenesys,
    wording: genesysWording,
    lists: 'CHOICES_BY_PATH',
    isOneLanguage: true,
    carries: kinds('PLACE', 'LABEL', 'DEFINITION'),
    particular: descriptionLosses,
  },
} as const satisfies Readonly<Record<ImportFormat, FileFormat>>;

/** Formats that are read without waiting for a library. */
export type AtOnceFormat = {
  [Name in ImportFormat]: (typeof fileFormats)[Name]['read'] extends FileReader ? Name : never;
}[ImportFormat];
