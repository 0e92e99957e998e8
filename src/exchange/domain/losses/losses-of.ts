import { isActive, type ReasonState } from '../../../taxonomy/domain';
import type { ExportContent, ExportOptions } from '../export/export-content';
import type { FileFormat } from '../formats/file-format';
import { fileFormats } from '../formats/file-formats';
import { LossList, type LossReason, type LossReport } from './loss-report';
import { saidOf } from './said-of';

/**
 * What a file in a format does not carry of a content: for each kind of thing and each cause how many reasons it is about,
 * and the first of them. Of a reason that is not listed nothing more is said. Identity, ranks and the count of changes of
 * scope belong to the taxonomy and are not counted. O(n).
 *
 * @example lossesOf(content, { format: 'text', language: 'en', ... }).losses[0]
 * // { kind: 'DEFINITION', reason: 'NO_PLACE', count: 12, examples: ['bill', ...] }
 */
export function lossesOf(
  content: ExportContent,
  options: ExportOptions,
  losses = new LossList(),
): LossReport {
  const format: FileFormat = fileFormats[options.format];
  const { tree } = content;
  for (const reason of tree.depthFirst('ALL')) {
    const unlisted = whyUnlisted(reason, content, format);
    if (unlisted === null) lossesOfReason(reason, { content, options, format, losses });
    else losses.add('REASON', unlisted, reason.code);
  }
  wordingLosses(content, options, losses);
  format.particular?.(content, options, losses);
  return losses.report();
}

interface Judging {
  readonly content: ExportContent;
  readonly options: ExportOptions;
  readonly format: FileFormat;
  readonly losses: LossList;
}

const isChoice = ({ id }: ReasonState, { tree }: ExportContent): boolean => tree.children(id).length === 0;

/** Null where the file has an entry for it, or at least its name. */
function whyUnlisted(reason: ReasonState, content: ExportContent, { lists }: FileFormat): LossReason | null {
  switch (lists) {
    case 'ALL':
      return null;
    case 'ACTIVE':
    case 'CHOICES_BY_PATH':
      return isActive(reason) ? null : 'RETIRED';
    case 'CHOICES_AND_RETIRED':
      return !isActive(reason) || isChoice(reason, content) ? null : 'NOT_A_CHOICE';
  }
}

function lossesOfReason(reason: ReasonState, { content, options, format, losses }: Judging): void {
  const isLevel = format.lists === 'CHOICES_BY_PATH' && !isChoice(reason, content);
  for (const { kind, languages } of saidOf(reason)) {
    const isNameOrPlace = kind === 'LABEL' || kind === 'PLACE';
    if (isLevel && !isNameOrPlace) losses.add(kind, 'LEVEL_ONLY', reason.code);
    else if (!format.carries.has(kind)) losses.add(kind, kind === 'PLACE' ? 'FLAT' : 'NO_PLACE', reason.code);
    else if (format.isOneLanguage && languages?.some((language) => language !== options.language) === true)
      losses.add(kind, 'OTHER_LANGUAGE', reason.code);
  }
}

/** Codes and names that the format words in its own way. */
function wordingLosses(
  content: ExportContent,
  { format: name, language }: ExportOptions,
  losses: LossList,
): void {
  const format: FileFormat = fileFormats[name];
  const wording = format.wording?.(content.tree, language) ?? null;
  if (wording === null) return;
  for (const reason of content.tree.depthFirst('ALL')) {
    if (whyUnlisted(reason, content, format) !== null) continue;
    const isLevel = format.lists === 'CHOICES_BY_PATH' && !isChoice(reason, content);
    const codeLoss = isLevel || !format.carries.has('CODE') ? null : wording.code(reason).loss;
    const nameLoss = wording.name(reason).loss;
    if (codeLoss !== null) losses.add('CODE', codeLoss, reason.code);
    if (nameLoss !== null) losses.add('LABEL', nameLoss, reason.code);
  }
}
