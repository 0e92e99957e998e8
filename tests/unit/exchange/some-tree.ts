import fc from 'fast-check';
import { mustBeText } from '../../../src/platform/text';
import { planCreates, ReasonTree, type CreateWish, type Operation } from '../../../src/taxonomy/domain';
import { applied, reasonId } from '../taxonomy/trees';

const nasty = fc.oneof(
  fc.constantFrom(
    '=1+1',
    '+31 6',
    '-5',
    '@home',
    "'=x",
    "''-",
    'a;b',
    'a,b',
    'say "hi"',
    '"',
    'שלום',
    '\u202eabc',
    '👩‍👩‍👧',
    '|',
    '\\|',
    'a\tb',
    '＝1',
    '1e3',
    '007',
    'TRUE',
    'a::b',
    ':',
    'a > b',
    '> a',
    'a >',
    'Note [x]',
    '<&>]]>',
    '\ufffe',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
);
const label = nasty.filter((text) => mustBeText(text, { field: 'label', maxLength: 500 }).ok);
const code = label
  .map((text) => text.slice(0, 90))
  .filter((text) => mustBeText(text, { field: 'code', maxLength: 100 }).ok);

/** Up to 25 reasons with labels, notes and synonyms that formats find hard. */
export const someTree = fc
  .uniqueArray(fc.record({ code, en: label, nl: fc.option(label, { nil: null }), above: fc.nat() }), {
    minLength: 1,
    maxLength: 25,
    selector: (each) => each.code.normalize('NFC').trim(),
  })
  .map((reasons) => {
    const wishes = reasons.map(({ code: wished, en, nl, above }, at): CreateWish => ({
      ...{ reasonId: reasonId(1_000 + at), code: wished, labels: nl === null ? { en } : { en, nl } },
      parentId: at === 0 || above % 3 === 0 ? null : reasonId(1_000 + (above % at)),
    }));
    const notes = reasons.map(({ en, nl }, at): Operation => ({
      ...{ kind: 'SetNote', reasonId: reasonId(1_000 + at), note: 'EXAMPLES', language: 'en' },
      ...{ text: `${en}\n${nl ?? 'x'}`, excludes: null, scope: 'EDITORIAL' },
    }));
    const synonyms = reasons.flatMap(({ nl }, at): readonly Operation[] =>
      nl === null
        ? []
        : [
            {
              kind: 'AddSynonym',
              reasonId: reasonId(1_000 + at),
              language: 'nl',
              text: nl,
              hidden: at % 2 === 0,
            },
          ],
    );
    return applied(ReasonTree.empty, [...planCreates(ReasonTree.empty, wishes), ...notes, ...synonyms]).tree;
  });
