import {
  diffVersions,
  releaseNotes,
  type Operation,
  type ReleaseNotesInput,
} from '../../../src/taxonomy/domain';
import { applied, reasonId, smallTree } from './trees';

function notesOf(operations: readonly Operation[], change: Partial<ReleaseNotesInput> = {}): string {
  const from = smallTree();
  const to = applied(from, operations).tree;
  return releaseNotes({
    ...{ title: 'Version 2', from, to, diff: diffVersions(from, to) },
    ...{ language: 'en', defaultLanguage: 'en', concerns: () => true, ...change },
  });
}

const retirement = { reason: 'DUPLICATE', justification: null } as const;
const leadsTo = (target: number) => ({
  ...retirement,
  associations: [{ kind: 'SAME_AS' as const, targetId: reasonId(target), share: null }],
});

const relabel: Operation = { kind: 'SetLabel', reasonId: reasonId(2), language: 'en', label: 'Money *back*' };

describe('release notes', () => {
  it('tell by section and reason what became of the list, and how grave it is', () => {
    const operations: Operation[] = [
      relabel,
      { kind: 'MoveReason', reasonId: reasonId(5), parentId: reasonId(1), rank: 'a9' },
      { kind: 'RetireReason', reasonId: reasonId(3), retirement: leadsTo(2) },
      {
        ...{ kind: 'SetNote', reasonId: reasonId(2), note: 'DEFINITION', language: 'en' },
        ...{ text: 'Wants\nmoney back', excludes: null, scope: 'SCOPE_CHANGE' },
      },
      { kind: 'SetPriority', reasonId: reasonId(2), priority: 'HIGH' },
      { kind: 'AddSynonym', reasonId: reasonId(2), language: 'en', text: 'Refund', hidden: false },
    ];
    const money = '**Money \\*back\\*** (`refund`)';
    expect(notesOf(operations)).toBe(
      [
        '# Version 2',
        'MAJOR: what some code counts has changed, or a code is no longer used.',
        '## No longer used',
        `- **invoice** (\`invoice\`): use ${money}`,
        '## Other places',
        '- **cancel** (`cancel`): from moving to billing',
        '## Other labels',
        `- ${money}: was "refund"`,
        '## Counts something else',
        `- ${money}`,
        '## Guidelines',
        `- ${money}, definition: "Wants money back"\n- ${money}, synonyms: "Refund" came`,
        '## Settings',
        `- ${money}, priority\n`,
      ].join('\n\n'),
    );
  });

  it('tell what came and went in between as no longer used, not as new', () => {
    const notes = notesOf([
      {
        ...{ kind: 'CreateReason', reasonId: reasonId(9), code: 'fax', parentId: null, rank: 'a9' },
        labels: { en: 'Fax' },
      },
      { kind: 'RetireReason', reasonId: reasonId(9), retirement: leadsTo(2) },
    ]);
    expect(notes).not.toContain('New reasons');
    expect(notes).toContain(
      '## No longer used\n\n- **Fax** (`fax`), which came in between: use **refund** (`refund`)',
    );
  });

  it('of nothing say so', () => {
    expect(notesOf([])).toBe('# Version 2\n\nNothing differs.\n');
  });

  it('tell a reader of one language, or of some reasons, nothing of the rest, but how grave the whole is', () => {
    const quiet =
      '# Version 2\n\nPATCH: words and order only; what each code counts is as it was. Nothing of it is to be told here.\n';
    expect(notesOf([relabel], { language: 'nl' })).toBe(quiet);
    expect(notesOf([relabel], { concerns: (id) => id === reasonId(5) })).toBe(quiet);
  });

  it('tell that a reason without a successor has none, and why', () => {
    const operations: Operation[] = [
      {
        ...{ kind: 'RetireReason', reasonId: reasonId(3) },
        retirement: { reason: 'OUTDATED', associations: [], justification: 'Paper is gone.' },
      },
    ];
    expect(notesOf(operations)).toContain('- **invoice** (`invoice`): no successor, "Paper is gone."');
  });
});
