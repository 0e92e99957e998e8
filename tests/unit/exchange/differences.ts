import {
  fileFormats,
  LossList,
  lossesOf,
  type ExportOptions,
  type FileFormat,
  type LossKind,
} from '../../../src/exchange/domain';
import { noteKinds, sameValue, type ReasonState, type ReasonTree } from '../../../src/taxonomy/domain';
import type { ReasonId } from '../../../src/platform/ids';
import { contentOf } from './exporting';

const between = '\u0000';

/** What a reason says, kind by kind, without its identity: reasons are named by their keys. */
function facets(reason: ReasonState, keyOf: (id: ReasonId) => string): Readonly<Record<string, unknown>> {
  const { labels, synonyms, notes, intent, resolutions, retirement } = reason;
  const synonymsThatAre = (isHidden: boolean) =>
    synonyms.filter(({ hidden }) => hidden === isHidden).map(({ language, text }) => `${language} ${text}`);
  return {
    PLACE: reason.parentId === null ? null : keyOf(reason.parentId),
    CODE: reason.code,
    LABEL: labels,
    SYNONYM: synonymsThatAre(false),
    HIDDEN_SYNONYM: synonymsThatAre(true),
    ...Object.fromEntries(noteKinds.map((note) => [note, notes[note] ?? {}])),
    EXCLUDED_REASON: reason.excludes.map(keyOf).sort(),
    RESIDUAL: reason.residual,
    KIND: reason.kind,
    USE_CASE_GROUP: reason.useCaseGroups,
    INTENT: intent,
    PRIORITY: reason.priority,
    TARGET: reason.target,
    ESCALATION: reason.escalations,
    CHANNEL: reason.channels,
    ARTICLE: reason.articles,
    RESOLUTION: resolutions.map(({ code, use, isDefault }) => ({ code, use, isDefault })),
    FOLLOW_UP: resolutions.flatMap(({ code, followUpWithin }) =>
      followUpWithin === null ? [] : [{ code, followUpWithin }],
    ),
    RETIREMENT:
      retirement === null
        ? null
        : {
            ...retirement,
            associations: retirement.associations
              .map(({ targetId, ...each }) => ({ ...each, target: keyOf(targetId) }))
              .sort((one, other) => (one.target < other.target ? -1 : 1)),
          },
  };
}

/** What differs between a content and what came back from a file of it, as `KIND code`. */
export function differences(
  before: ReasonTree,
  after: ReasonTree,
  options: ExportOptions,
): ReadonlySet<string> {
  const format: FileFormat = fileFormats[options.format];
  const wording = format.wording?.(before, options.language) ?? null;
  const isByPath = format.lists === 'CHOICES_BY_PATH';
  const nameBefore = (reason: ReasonState) => wording?.name(reason).text ?? '';
  const nameAfter = ({ labels }: ReasonState) => labels[options.language] ?? '';
  const keyBefore = (id: ReasonId): string => {
    const reason = before.get(id);
    if (reason === undefined) return `lost ${id}`;
    if (isByPath) return before.path(id).map(nameBefore).join(between);
    return wording?.code(reason).text ?? reason.code;
  };
  const keyAfter = (id: ReasonId): string =>
    isByPath ? after.path(id).map(nameAfter).join(between) : (after.get(id)?.code ?? '');
  const found = new Map(after.depthFirst('ALL').map((reason) => [keyAfter(reason.id), reason]));
  const different = new Set<string>();
  for (const reason of before.depthFirst('ALL')) {
    const key = keyBefore(reason.id);
    const twin = found.get(key);
    const isThere = twin !== undefined && (isByPath ? reason.retirement === null : true);
    if (!isThere || twin === undefined) {
      different.add(`REASON ${reason.code}`);
      continue;
    }
    found.delete(key);
    const [one, other] = [facets(reason, keyBefore), facets(twin, keyAfter)];
    for (const [kind, value] of Object.entries(one))
      if (!sameValue(value, other[kind])) different.add(`${kind} ${reason.code}`);
  }
  for (const stranger of found.values()) different.add(`STRANGER ${stranger.code}`);
  return different;
}

/** What the loss report owns up to, as `KIND code`, all of it. */
export function ownedUp(tree: ReasonTree, options: ExportOptions): ReadonlySet<string> {
  const all = new Set<string>();
  lossesOf(contentOf(tree), options, new LossList((kind: LossKind, code) => all.add(`${kind} ${code}`)));
  return all;
}
