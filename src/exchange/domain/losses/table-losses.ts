import { noteKinds, type ReasonState } from '../../../taxonomy/domain';
import type { ExportContent, ExportOptions } from '../export/export-content';
import { isWindows1252 } from '../windows-1252';
import type { LossKind, LossList } from './loss-report';

/**
 * What cells lose besides what they have no column for: characters that Windows-1252 lacks, and the
 * difference between no channel and every channel.
 */
export function tableLosses({ tree }: ExportContent, { encoding }: ExportOptions, losses: LossList): void {
  for (const reason of tree.depthFirst()) {
    const { code, channels } = reason;
    if (channels?.length === 0) losses.add('CHANNEL', 'NO_PLACE', code);
    if (encoding === 'utf-8') continue;
    for (const [kind, text] of textsOf(reason))
      if (!isWindows1252(text)) losses.add(kind, 'CHARACTERS', code);
  }
}

function textsOf(reason: ReasonState): readonly (readonly [LossKind, string])[] {
  const all = (kind: LossKind, texts: readonly string[]) => texts.map((text) => [kind, text] as const);
  return [
    ...all('CODE', [reason.code]),
    ...all('LABEL', Object.values(reason.labels)),
    ...reason.synonyms.map(({ text, hidden }) => [hidden ? 'HIDDEN_SYNONYM' : 'SYNONYM', text] as const),
    ...noteKinds.flatMap((note) => all(note, Object.values(reason.notes[note] ?? {}))),
    ...all('INTENT', Object.values(reason.intent)),
    ...all('CHANNEL', reason.channels ?? []),
    ...all(
      'RESOLUTION',
      reason.resolutions.map((mapping) => mapping.code),
    ),
  ];
}
