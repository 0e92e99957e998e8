import { XMLBuilder } from 'fast-xml-parser';
import { textLimits } from '../../../platform/text';
import { isActive, type Language, type ReasonTree } from '../../../taxonomy/domain';
import type { ExportContent, ExportOptions, FileWriter } from '../export/export-content';
import { excerpt, type FindingList } from '../import-finding';
import type { ImportEntry } from '../import-file';
import { sameValue } from '../../../taxonomy/domain';
import type { LossList } from '../losses/loss-report';
import { decodeText } from '../read/decode-text';
import { maxRows, nothingRead, type FileReader } from '../read/read-file';
import { storedCell } from '../read/stored-cell';
import { xmlValues, type XmlShape, type XmlValue } from '../read/xml-values';
import {
  blankContent,
  descriptionLosses,
  descriptionOf,
  descriptionWish,
  readableRetirement,
} from './description';
import { distinctCodes, distinctNames, type WordingOf } from './wording';

const namespace = 'http://soap.sforce.com/2006/04/metadata';
const shape: XmlShape = {
  namespace,
  valueIn: { GlobalValueSet: 'customValue', StandardValueSet: 'standardValue' },
  maxValues: maxRows,
};

/** XML has no place for these two, which are no characters. */
const inXml = (text: string): string => text.replace(/[\ufffe\uffff]/g, '\ufffd');

/** A value set is one menu: no two labels in it are alike. */
export const salesforceWording: WordingOf = (tree, language) => ({
  code: distinctCodes(listedIn(tree), inXml),
  name: distinctNames(listedIn(tree), { language, spell: inXml, menuOf: () => null }),
});

/** What contacts are coded with, and then what was retired, which stays in the set as inactive. */
const listedIn = (tree: ReasonTree) => [
  ...tree.leaves(),
  ...tree.depthFirst('ALL').filter((reason) => !isActive(reason)),
];

/**
 * The reasons that contacts are coded with as a global value set: the code as the API name, retired reasons inactive.
 *
 * @example writeSalesforce(content, options) // <GlobalValueSet ...><customValue><fullName>refund</fullName>...
 */
export const writeSalesforce: FileWriter = ({ tree, taxonomyKey }, { language }) => {
  const wording = salesforceWording(tree, language);
  const customValue = listedIn(tree).map((reason) => {
    const description = descriptionOf(reason, language);
    return {
      fullName: wording.code(reason).text,
      default: false,
      ...(isActive(reason) ? {} : { isActive: false }),
      label: wording.name(reason).text,
      ...(description === null ? {} : { description: inXml(description) }),
    };
  });
  const builder = new XMLBuilder({ format: true, indentBy: '    ', ignoreAttributes: false });
  const set = { '@_xmlns': namespace, customValue, masterLabel: taxonomyKey, sorted: false };
  return builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, GlobalValueSet: set });
};

/** Retirements that say more than inactive, and definitions that are too long or have what XML has no place for. */
export function salesforceLosses(content: ExportContent, options: ExportOptions, losses: LossList): void {
  descriptionLosses(content, options, losses);
  for (const reason of listedIn(content.tree)) {
    const { retirement, code } = reason;
    const description = descriptionOf(reason, options.language) ?? '';
    if (inXml(description) !== description) losses.add('DEFINITION', 'CHARACTERS', code);
    if (retirement !== null && !sameValue(retirement, readableRetirement([])))
      losses.add('RETIREMENT', 'VOCABULARY', code);
  }
}

/** Reads a global or standard value set. Its values are a flat list; where they stand in the taxonomy it does not say. */
export const readSalesforce: FileReader = (bytes, { language }, findings) => {
  const text = decodeText(bytes, 'utf-8', findings);
  const values = text === null ? null : xmlValues(text, shape, findings);
  if (values === null) return null;
  const entries = values.flatMap((value) => entryOf(value, language, findings));
  return { ...nothingRead, entries };
};

function entryOf(
  { texts, spot }: XmlValue,
  language: Language,
  findings: FindingList,
): readonly ImportEntry[] {
  const place = { spot, findings };
  const fullName = texts.get('fullName')?.trim() ?? '';
  if (fullName === '') {
    findings.refuse('MISSING_ID', spot, { observed: 'a value without fullName', expected: 'a fullName' });
    return [];
  }
  const code = storedCell(fullName, { field: 'code', maxLength: textLimits.code }, place);
  const written = texts.get('label')?.trim() ?? '';
  const rule = { field: 'label', maxLength: textLimits.label };
  const label = storedCell(written === '' ? fullName : written, rule, place);
  if (code === null || label === null) return [];
  const described = descriptionWish(texts.get('description') ?? null, language, place);
  const content = isInUse(texts, place)
    ? described
    : { ...(described ?? blankContent), retirement: readableRetirement([]) };
  const labels = { [language]: label };
  return [{ key: code, line: spot.line, id: null, code, parent: { kind: 'UNSAID' }, labels, content }];
}

function isInUse(
  texts: ReadonlyMap<string, string>,
  { spot, findings }: { readonly spot: XmlValue['spot']; readonly findings: FindingList },
): boolean {
  const word = texts.get('isActive')?.trim() ?? 'true';
  if (word !== 'true' && word !== 'false')
    findings.refuse('UNKNOWN_WORD', spot, {
      observed: excerpt(word),
      expected: 'true or false under isActive',
    });
  return word !== 'false';
}
