import { SaxesParser } from 'saxes';
import { formatOfName, importFormats, lossesOf } from '../../../src/exchange/domain';
import { sha256Hex } from '../../../src/platform/digest';
import { planCreates, ReasonTree, type CreateWish, type Operation } from '../../../src/taxonomy/domain';
import { applied, reasonId } from '../taxonomy/trees';
import { bank } from './bank-tree';
import { differences, ownedUp } from './differences';
import { accepted, contentOf, exported, imported, optionsFor, textOf } from './exporting';
import { places } from './importing';

const treeOf = (
  ...rows: readonly (readonly [code: string, parent: number | null, label: string])[]
): ReasonTree => {
  const wishes = rows.map(([code, parent, label], at): CreateWish => ({
    ...{ reasonId: reasonId(at + 1), code, parentId: parent === null ? null : reasonId(parent) },
    labels: { en: label },
  }));
  return applied(ReasonTree.empty, planCreates(ReasonTree.empty, wishes)).tree;
};

/** Menus with labels and codes that the tools have rules about. */
const awkward = (): ReasonTree =>
  treeOf(
    ['Billing Q', null, 'Bills :: fees'],
    ['REFUND 1', 1, 'Other'],
    ['refund_1', 1, 'A > B'],
    ['Other/2', null, 'Other'],
  );

const faultsOf = async (content: string | Uint8Array, format: (typeof importFormats)[number]) => {
  const outcome = await imported(content, { read: { format } });
  return outcome.ok ? [] : places(outcome.problem.faults);
};

const messageOf = async (content: string, format: (typeof importFormats)[number]): Promise<string> => {
  const outcome = await imported(content, { read: { format } });
  return outcome.ok ? '' : outcome.problem.message;
};

describe('a Zendesk ticket field', () => {
  it('has the levels in the names and codes as tags, which are told apart', () => {
    const field = JSON.parse(textOf(exported(awkward(), { format: 'zendesk' }))) as {
      ticket_field: { type: string; custom_field_options: { name: string; value: string }[] };
    };
    expect(field.ticket_field.type).toBe('tagger');
    expect(field.ticket_field.custom_field_options).toEqual([
      { name: 'Bills : : fees::Other', value: 'refund_1_2' },
      { name: 'Bills : : fees::A > B', value: 'refund_1' },
      { name: 'Other', value: 'other/2' },
    ]);
  });

  it('is read as the service gives it: one field, the list of fields, or the options', async () => {
    const options = [
      { id: 1, name: 'Billing::Refund', raw_name: 'Billing::Refund', value: 'refund', default: false },
    ];
    for (const file of [
      { ticket_field: { id: 3, type: 'tagger', custom_field_options: options } },
      {
        ticket_fields: [
          { id: 2, type: 'subject' },
          { id: 3, type: 'tagger', custom_field_options: options },
        ],
      },
      { custom_field_options: options },
      options,
    ]) {
      const { tree } = await accepted(JSON.stringify(file), { read: { format: 'zendesk' } });
      expect(tree.path(tree.byCode('refund')?.id ?? reasonId(0)).map(({ labels }) => labels['en'])).toEqual([
        'Billing',
        'Refund',
      ]);
    }
  });

  it.each([
    ['no JSON', '{', 'MALFORMED_JSON@1:2'],
    ['another shape', '{"entities": 5}', 'MALFORMED_CONTENT@-:-'],
    ['an option without a tag', '[\n{"name": "A"}]', 'MALFORMED_CONTENT@2:-'],
    ['an option that is none', '[5]', 'MALFORMED_CONTENT@-:-'],
    ['a level without a name', '[{"name": "A::", "value": "a"}]', 'MALFORMED_TEXT@1:-'],
    ['one tag twice', '[{"name": "A", "value": "a"},\n{"name": "B", "value": "a"}]', 'DUPLICATE_ID@2:-'],
    ['NUL', '[{"name": "A\\u0000", "value": "a"}]', 'MALFORMED_TEXT@1:-'],
    ['half of a surrogate pair', '[{"name": "A\\ud800", "value": "a"}]', 'MALFORMED_TEXT@1:-'],
    [
      'two fields',
      '{"ticket_fields": [{"title": "A", "custom_field_options": []}, {"title": "B", "custom_field_options": []}]}',
      'MALFORMED_CONTENT@-:-',
    ],
    ['no option', '[]', 'NO_ROWS@-:-'],
  ])('is refused for %s', async (_, content, place) => {
    expect(await faultsOf(content, 'zendesk')).toEqual([place]);
  });
});

describe('a Salesforce value set', () => {
  const wrapped = (values: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<GlobalValueSet xmlns="http://soap.sforce.com/2006/04/metadata">\n${values}\n<masterLabel>Reasons</masterLabel></GlobalValueSet>`;

  it('is well-formed for another parser, with labels that differ and retired values inactive', () => {
    const tree = applied(awkward(), [
      {
        kind: 'RetireReason',
        reasonId: reasonId(3),
        retirement: { reason: 'OUTDATED', associations: [], justification: 'Gone.' },
      },
    ]).tree;
    const words: string[] = [];
    const parser = new SaxesParser({ xmlns: true });
    parser.on('opentag', ({ local }) => words.push(local));
    parser.on('text', (text) => text.trim() !== '' && words.push(text));
    parser.write(textOf(exported(tree, { format: 'salesforce' }))).close();
    const value = (code: string, label: string, ...more: readonly string[]) => [
      ...['customValue', 'fullName', code, 'default', 'false', ...more, 'label', label],
    ];
    expect(words).toEqual([
      'GlobalValueSet',
      ...value('REFUND 1', 'Other'),
      ...value('Other/2', 'Other (Other/2)'),
      ...value('refund_1', 'A > B', 'isActive', 'false'),
      ...['masterLabel', 'bank', 'sorted', 'false'],
    ]);
  });

  it('is read with its standard sibling, entities of XML and CDATA', async () => {
    const standard = wrapped(
      '<standardValue><fullName>a&amp;b</fullName><label><![CDATA[A <& B]]></label></standardValue>',
    ).replaceAll('GlobalValueSet', 'StandardValueSet');
    const { tree } = await accepted(standard, { read: { format: 'salesforce' } });
    expect(tree.byCode('a&b')?.labels).toEqual({ en: 'A <& B' });
  });

  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join('')}]>`;
  it.each([
    ['no XML', 'fullName,label', 'MALFORMED_XML@1:1'],
    ['a bomb of entities', `${bomb}\n<GlobalValueSet>&j;</GlobalValueSet>`, 'MALFORMED_XML@1:'],
    [
      'a file of this machine',
      '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>',
      'MALFORMED_XML@1:',
    ],
    [
      'an entity that is none',
      wrapped('<customValue><fullName>&nbsp;</fullName></customValue>'),
      'MALFORMED_XML@3:',
    ],
    ['a tag that is not closed', wrapped('<customValue><fullName>a</customValue>'), 'MALFORMED_XML@3:'],
    ['another root', '<html/>', 'MALFORMED_XML@1:'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>', 'MALFORMED_XML@1:'],
    ['nesting without end', wrapped('<a>'.repeat(100_000)), 'MALFORMED_XML@3:'],
    ['NUL', wrapped('<customValue><fullName>a\u0000</fullName></customValue>'), 'MALFORMED_XML@3:'],
    ['a value without a name', wrapped('<customValue><label>A</label></customValue>'), 'MISSING_ID@3:'],
    [
      'a word that is none',
      wrapped('<customValue><fullName>a</fullName><isActive>maybe</isActive></customValue>'),
      'UNKNOWN_WORD@3:',
    ],
    ['no value', wrapped(''), 'NO_ROWS@-:'],
  ])('is refused for %s', async (_, content, place) => {
    const [first, ...others] = await faultsOf(content, 'salesforce');
    expect([first, others]).toEqual([expect.stringContaining(place), []]);
  });
});

describe('Genesys wrap-up codes', () => {
  it('have paths as names, and definitions as descriptions where they are short enough', () => {
    const define = (number: number, text: string): Operation => ({
      ...{ kind: 'SetNote', reasonId: reasonId(number), note: 'DEFINITION', language: 'en', text },
      ...{ excludes: null, scope: 'EDITORIAL' },
    });
    const tree = applied(awkward(), [define(2, 'Short.'), define(4, 'x'.repeat(256))]).tree;
    expect(JSON.parse(textOf(exported(tree, { format: 'genesys' })))).toEqual({
      entities: [
        { name: 'Bills :: fees > Other', description: 'Short.' },
        { name: 'Bills :: fees > A › B' },
        { name: 'Other' },
      ],
      ...{ pageSize: 3, pageNumber: 1, total: 3, pageCount: 1 },
    });
    const { losses } = lossesOf(contentOf(tree), optionsFor({ format: 'genesys' }));
    expect(losses.map(({ kind, reason, count, examples }) => [kind, reason, count, ...examples])).toEqual([
      ['CODE', 'LEVEL_ONLY', 1, 'Billing Q'],
      ['CODE', 'NO_PLACE', 3, 'REFUND 1', 'refund_1', 'Other/2'],
      ['LABEL', 'CHARACTERS', 1, 'refund_1'],
      ['DEFINITION', 'TOO_LONG', 1, 'Other/2'],
    ]);
  });

  it('are warned of where they are one page of several', async () => {
    const page = { entities: [{ id: 'x', name: 'A', selfUri: '/a' }], pageNumber: 2, pageCount: 3 };
    const { findings } = await accepted(JSON.stringify(page), { read: { format: 'genesys' } });
    expect(places(findings.findings)).toEqual(['INCOMPLETE_LIST@-:-']);
  });

  it('are refused with the shape that was expected', async () => {
    expect(await messageOf('{"results": []}', 'genesys')).toContain(
      'expected wrap-up codes under "entities", but got nothing',
    );
    expect(await faultsOf('{"entities": [{"name": "A"},\n{"id": "1"}]}', 'genesys')).toEqual([
      'MALFORMED_CONTENT@2:-',
    ]);
  });
});

describe('an indented list', () => {
  it.each([
    ['spaces', 'Billing [bill]\n    Refund [refund]\n\n        Part [part]\nMoving\n'],
    ['tabs', '\ufeffBilling [bill]\r\n\tRefund [refund]\r\n\t\tPart [part]\r\nMoving'],
    ['an indent of its own on each level', 'Billing [bill]\n Refund [refund]\n     Part [part]\nMoving'],
  ])('is read with %s', async (_, content) => {
    const { tree } = await accepted(content, { read: { format: 'text' } });
    expect(tree.depthFirst().map(({ id, code }) => `${tree.depth(id)} ${code}`)).toEqual([
      '1 bill',
      '2 refund',
      '3 part',
      '1 moving',
    ]);
  });

  it('takes brackets and backslashes in a code, and brackets in a label', async () => {
    const tree = treeOf(['a[b]\\c', null, 'See [x]'], ['plain', 1, 'Note']);
    const text = textOf(exported(tree, { format: 'text' }));
    expect(text).toBe('See [x] [a\\[b\\]\\\\c]\n  Note [plain]\n');
    expect((await accepted(text, { tree, read: { format: 'text' } })).operations).toEqual([]);
  });

  it.each([
    ['an indent that meets no line', 'A\n    B\n  C\n', 'BAD_INDENT@3:1'],
    ['tabs after spaces', 'A\n  B\n\tC\n', 'BAD_INDENT@3:1'],
    ['a first line further in', '  A\n', 'BAD_INDENT@1:1'],
    ['a code without a label', '[a]\n', 'MALFORMED_TEXT@1:1'],
    ['a table', 'id\tname\n1\tA\n', 'MALFORMED_TEXT@1:1'],
    ['NUL', 'A\u0000\n', 'MALFORMED_TEXT@1:1'],
    ['nothing', '\n \n', 'NO_ROWS@-:-'],
  ])('is refused for %s', async (_, content, place) => {
    expect((await faultsOf(content, 'text'))[0]).toBe(place);
  });
});

describe('a table in Windows-1252', () => {
  it('has question marks for what it lacks, and the loss report says where', async () => {
    const tree = treeOf(['a', null, 'Café €'], ['b', 1, '日本 Tax'], ['c', 1, 'Plain']);
    const wish = { format: 'csv', encoding: 'windows-1252', delimiter: 'semicolon' } as const;
    const bytes = exported(tree, wish);
    expect(Buffer.from(bytes).toString('latin1')).toContain('Caf\u00e9 \u0080');
    const read = { format: 'csv', encoding: 'windows-1252' } as const;
    const back = await accepted(bytes, { tree, read });
    expect(back.operations).toEqual([]);
    const options = optionsFor(wish);
    expect(differences(tree, (await accepted(bytes, { read })).tree, options)).toEqual(
      ownedUp(tree, options),
    );
  });
});

/** Computed once: an export of a sealed version has these bytes for ever, whatever becomes of the code that writes it. */
const sealedBytes: Readonly<Record<(typeof importFormats)[number], string>> = {
  csv: '07913c1cad8c0a4d7d45c1608b82981ce7d541547be0e0ebc37ff8d5df8ebd0f',
  tsv: 'e1c552a1733cb26e470499aef8cf2d573fe4d7856dcea7c4dac4c4a92516cd64',
  text: '95d46ab640fc67dd069b2d3113206c38ab0d4311ba0de6a099d97fe0c3408684',
  json: '1509976593893ac4e58b67896f60bb346aac89115c10703d617324a3f9446216',
  turtle: '33543212eb7a7d5280a0f2cb50e88e03fe8bd8dbfb85bbf5adbdcc84dfd406ce',
  jsonld: 'feb35689da5da4d26f9cb96a5800520ed0619b26d60fc9ecd4abb3c28985b1bd',
  zendesk: '4c1ffbd9c9e494247717ba1130996cb12d4d6edf783d6c58b1384e8c566d7fe1',
  salesforce: 'fc91207d72d130361ddc70832a30bbbe09ed422c1daa6800555bf5e7c03c091b',
  genesys: '53047c74c54aa62bbd6b3720dabcfc144df2e81d33877d4c47b39b5be6641f37',
};

test.each(importFormats)('the bytes of an export as %s are those of its first day', (format) => {
  expect(sha256Hex(exported(bank(), { format }))).toBe(sealedBytes[format]);
});

test.each([
  ['list.CSV', 'csv'],
  ['bank.txt', 'text'],
  ['bank.json', 'json'],
  ['bank.zendesk.json', 'zendesk'],
  ['Reasons.globalValueSet-meta.xml', 'salesforce'],
  ['wrapup.genesys.json', 'genesys'],
  ['bank.ttl', 'turtle'],
  ['bank.jsonld', 'jsonld'],
  ['bank.xml', null],
])('the name %s tells the format %s', (name, format) => {
  expect(formatOfName(name)).toBe(format);
});
