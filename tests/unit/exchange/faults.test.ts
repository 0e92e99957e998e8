import { planned, places, refused, warningsOf } from './importing';

const lines = (...rows: readonly string[]): string => rows.join('\n');
const header = 'id,parent,name';
const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from(`${header}\n1,,A\n`, 'utf16le')]);
const windows = Uint8Array.from(Buffer.from(`${header}\n1,,Caf\u00e9 \u0080\n`, 'latin1'));

describe('a file that cannot be read, or is no tree, is refused with the place of each fault', () => {
  const cases: readonly (readonly [string, string | Uint8Array, readonly string[]])[] = [
    ['a cycle', lines(header, '1,3,A', '2,1,B', '3,2,C', '4,,D'), ['CYCLE@2:2']],
    ['a reason that is its own parent', lines(header, '1,,A', '2,2,B'), ['SELF_PARENT@3:2']],
    ['an id that comes twice', lines(header, '1,,A', '2,,B', '1,,C'), ['DUPLICATE_ID@4:1']],
    ['a parent that is nowhere', lines(header, '1,,A', '2,9,B'), ['ORPHAN@3:2']],
    ['a missing id', lines(header, ',,A'), ['MISSING_ID@2:1']],
    ['a missing name', lines(header, '1,,'), ['MISSING_NAME@2:3']],
    ['a control character', lines(header, '1,,A\u0007B'), ['MALFORMED_TEXT@2:3']],
    ['a name beyond the hard limit', lines(header, `1,,${'x'.repeat(1_001)}`), ['MALFORMED_TEXT@2:3']],
    ['a quote that is never closed', lines(header, '1,,"A', '2,,B'), ['BAD_QUOTING@2:3']],
    ['a quote within a cell', lines(header, '1,,A', '2,,5" screen'), ['BAD_QUOTING@3:3']],
    ['text after a closing quote', lines(header, '1,,"A" b'), ['BAD_QUOTING@2:3']],
    ['a delimiter too many', lines(header, '1,,A, B'), ['TOO_MANY_CELLS@2:4']],
    ['no row below the header', lines(header, ''), ['NO_ROWS@-:-']],
    ['nothing at all', '', ['NO_ROWS@-:-']],
    ['columns that tell nothing', lines('a,b', '1,2'), ['NO_HEADER@1:-']],
    ['a level in a cell', lines('Nr,Kind,What', '1,Tier 1,A', '2,Tier 2,B'), ['NO_HEADER@1:-']],
    ['UTF-16', utf16, ['WRONG_ENCODING@1:-']],
  ];
  it.each(cases)('%s', (_, content, faults) => {
    expect(places(refused(content).faults.filter(({ severity }) => severity === 'REFUSED'))).toEqual(faults);
  });

  it('more rows than the service takes, without reading on, and as many blank lines', () => {
    const rows = Array.from({ length: 101_002 }, (_, at) => `${at},,A ${at}`);
    expect(places(refused(lines(header, ...rows)).faults)).toEqual(['TOO_MANY_ROWS@101001:-']);
    const blank = `${header}\n1,,A\n${'\n'.repeat(101_100)}2,,B\n`;
    expect(places(refused(blank).faults)).toEqual(['TOO_MANY_ROWS@101003:-']);
  });

  it('all at once, the first 200 listed and all counted', () => {
    const rows = Array.from({ length: 300 }, (_, at) => `${at},none,A ${at}`);
    const { faults, total } = refused(lines(header, ...rows));
    expect([faults.length, total]).toEqual([200, 300]);
  });

  it('a column that --map names and the header lacks, with the names that there are', () => {
    const { faults } = refused(lines(header, '1,,A'), {
      read: { columns: { label: 'Title', what: 'name' } },
    });
    expect(faults.map(({ code, observed }) => [code, observed])).toEqual([
      ['UNKNOWN_COLUMN', '"Title"'],
      ['UNKNOWN_COLUMN', '"what"'],
    ]);
    expect(faults[0]?.expected).toBe('one column among "id", "parent", "name"');
  });

  it('bytes that are not of the encoding that was named', () => {
    expect(places(refused(windows, { read: { encoding: 'utf-8' } }).faults)).toEqual(['WRONG_ENCODING@2:-']);
  });

  it('JSON that is malformed, with its line and character', () => {
    const content = '[\n {"id": 1, "parent": null, "name": "A"},\n {"id": 2,}\n]';
    expect(places(refused(content, { read: { format: 'json' } }).faults)).toEqual(['MALFORMED_JSON@3:11']);
  });

  it('a filled level under a blank one, unless it is to be skipped', () => {
    const content = lines('Level 1,Level 2,Level 3', 'A,B,C', 'A,,D');
    expect(places(refused(content).faults)).toEqual(['BLANK_LEVEL@3:2']);
    const plan = planned(content, { read: { blankLevel: 'skip' } });
    expect(places(warningsOf(plan))).toEqual(['BLANK_LEVEL@3:2']);
    expect(plan.tree.depthFirst().map(({ code }) => code)).toEqual(['a', 'a/b', 'a/b/c', 'a/d']);
  });

  it('a row without an id, unless it is to be left out', () => {
    const content = lines(header, '1,,A', ',1,B');
    expect(places(refused(content).faults)).toEqual(['MISSING_ID@3:1']);
    const plan = planned(content, { read: { missingId: 'skip' } });
    expect(places(warningsOf(plan))).toEqual(['MISSING_ID@3:1']);
    expect(plan.tree.size).toBe(1);
  });

  it('a file whose moves make a cycle with what it does not list', () => {
    const { tree } = planned(lines(header, '1,,A', '2,1,B', '3,2,C'));
    expect(places(refused(lines(header, '1,3,A'), { tree }).faults)).toEqual(['CYCLE@2:2']);
  });

  it('an id that a published version bound to another reason', () => {
    const { tree } = planned(lines(header, '1,,A', '2,,B'));
    const [first, second] = tree.roots();
    const reservedCodes = new Map([['old', first?.id ?? second?.id ?? ('' as never)]]);
    const known = planned(lines(header, 'old,,A'), { tree, plan: { reservedCodes } });
    expect(known.operations).toEqual([]);
    expect(places(warningsOf(known))).toEqual(['MATCHED_BY_FORMER_CODE@2:1']);
    const { faults } = refused(lines(header, '1,,A', 'old,,Other'), { tree, plan: { reservedCodes } });
    expect(places(faults)).toEqual(['ID_TAKEN@3:1']);
  });

  it('a retirement that asks for a successor is refused once, not once for each reason', () => {
    const { tree } = planned(lines(header, '1,,A', '2,,B', '3,,C'));
    const plan = { retireMissing: { reason: 'MERGED', because: 'Gone.' } } as const;
    expect(places(refused(lines(header, '1,,A'), { tree, plan }).faults)).toEqual(['RETIREMENT_REFUSED@-:-']);
  });
});

describe('what can be read', () => {
  it.each([
    ['a byte order mark', `\ufeff${header}\n1,,A\n`],
    ['semicolons', 'id;parent;name\n1;;A\n'],
    ['tabs', 'id\tparent\tname\n1\t\tA\n'],
    ['blank lines and trailing cells', `${header},,\n\n,,,,\n1,,A,,\n\n`],
    ['lines that end in CR', `${header}\r1,,A\r`],
    ['lines above the header', `Taxonomy of 2024\nwith two lines\n${header}\n1,,A\n`],
    ['quotes', '"id","parent","name"\r\n"1","","A"\r\n'],
    ['commas in names beside semicolons', 'id;parent;name\n1;;A\n2;1;"B; c"\n3;1;D, e, f\n4;1;G\n'],
    [
      'more semicolons than commas, in cells',
      `${header}\n1,,A\n2,1,"b;c;d;e"\n3,1,"f;g;h;i"\n4,1,"j;k;l;m"\n`,
    ],
    ['quoted line breaks with other delimiters', `${header}\n1,,A\n"a;b",1,"a;b"\n"c;d",1,"c;d"\n"!",1,!\n`],
  ])('%s', (_, content) => {
    const { tree } = planned(content);
    expect(tree.roots().map(({ code, labels }) => [code, labels])).toEqual([['1', { en: 'A' }]]);
  });

  it('one column whose names have delimiters in them', () => {
    const { tree } = planned(lines('Level 1', '"Cards, lost"', '"Cards; stolen"'));
    expect(tree.roots().map(({ labels }) => labels['en'])).toEqual(['Cards, lost', 'Cards; stolen']);
  });

  it('more rows than the sample from which the delimiter is told, which may end within quotes', () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => `${at};;"Reason, ${at} of ""many, and more"""`);
    expect(planned(lines('id;parent;name', ...rows)).tree.size).toBe(3_000);
  });

  it('Windows-1252 with a warning, or without where it was said', () => {
    const plan = planned(windows);
    expect(plan.tree.roots()[0]?.labels['en']).toBe('Café €');
    expect(places(warningsOf(plan))).toEqual(['ENCODING_ASSUMED@2:-']);
    expect(warningsOf(planned(windows, { read: { encoding: 'windows-1252' } }))).toEqual([]);
  });

  it('a map of columns, with a label per language and the content model', () => {
    const content = lines(
      'Nr;Boven;Naam;Name;Rest;Soort;Ook;Uitleg',
      '1;;Rekening;Bill;nee;question;nota | factuur;Over de rekening.',
      '2;1;Overig;Other;ja;;;',
    );
    const columns = {
      id: 'Nr',
      parent: 'Boven',
      'label.nl': 'Naam',
      label: 'Name',
      residual: 'Rest',
      kind: 'Soort',
      'synonym.nl': 'Ook',
      'definition.nl': 'Uitleg',
    };
    const { tree } = planned(content, { read: { columns } });
    expect(tree.holderOf('1')).toMatchObject({
      labels: { en: 'Bill', nl: 'Rekening' },
      kind: 'QUESTION',
      residual: false,
      synonyms: [
        { language: 'nl', text: 'factuur' },
        { language: 'nl', text: 'nota' },
      ],
      notes: { DEFINITION: { nl: 'Over de rekening.' } },
    });
    expect(tree.holderOf('2')?.residual).toBe(true);
    expect(planned(content, { tree, read: { columns } }).operations).toEqual([]);
  });
});

describe('which reason a row is about', () => {
  const levels = (...rows: readonly string[]): string => lines('Level 1,Level 2', ...rows);

  it('is told by the path where there are no codes, and by the folded label with a warning', () => {
    const { tree } = planned(levels('Billing,Refund', 'Moving,Refund'));
    expect(planned(levels('Moving,Refund', 'Billing,Refund'), { tree }).operations).toEqual([]);
    const renamed = planned(levels('Billing,REFUND'), { tree });
    expect(renamed.summary).toMatchObject({ created: 0, renamed: 1, unchanged: 1 });
    expect(places(warningsOf(renamed))).toEqual(['MATCHED_BY_LABEL@2:1']);
  });

  it('keeps two names that differ in case only as two reasons, for the draft to block on', () => {
    const { tree, summary } = planned(levels('Consumer loan,A', 'Consumer Loan,B'));
    expect(summary.created).toBe(4);
    expect(tree.roots().map(({ code }) => code)).toEqual(['consumer-loan', 'consumer-loan-2']);
  });

  it('takes a name that left one place of a whole list and came to another for the same reason', () => {
    const { tree } = planned(levels('Billing,Refund', 'Moving,Address'));
    const plan = { retireMissing: { reason: 'OUTDATED', because: 'Not listed.' } } as const;
    const moved = planned(levels('Billing,Invoice', 'Moving,Address', 'Moving,Refund'), { tree, plan });
    expect(moved.summary).toMatchObject({ created: 1, moved: 1, retired: 0 });
    const added = planned(levels('Billing,Invoice', 'Moving,Refund'), { tree });
    expect(added.summary).toMatchObject({ created: 2, moved: 0, retired: 0 });
  });

  it('does not bring back what was retired because a list still has it', () => {
    const { tree } = planned(levels('Billing,Refund', 'Moving,Address'));
    const plan = { retireMissing: { reason: 'OUTDATED', because: 'Not listed.' } } as const;
    const after = planned(levels('Billing,Refund'), { tree, plan }).tree;
    expect(after.depthFirst().map(({ code }) => code)).toEqual(['billing', 'billing/refund']);
    const again = planned(levels('Billing,Refund', 'Moving,Address'), { tree: after });
    expect(again.operations).toEqual([]);
    expect(places(warningsOf(again))).toEqual(['REASON_IS_RETIRED@3:1', 'REASON_IS_RETIRED@3:1']);
  });

  it('gives a known path its new code, with a warning', () => {
    const { tree } = planned(lines(header, '1,,A', '2,1,B'));
    const plan = planned(lines(header, 'x1,,A', 'x2,x1,B'), { tree });
    expect(plan.summary).toMatchObject({ created: 0, recoded: 2 });
    expect(places(warningsOf(plan))).toEqual(['MATCHED_BY_PATH@2:1', 'MATCHED_BY_PATH@3:1']);
  });

  it('turns parent and child round in one file', () => {
    const { tree } = planned(lines(header, '1,,A', '2,1,B', '3,2,C'));
    const turned = planned(lines(header, '1,2,A', '2,3,B', '3,,C'), { tree });
    expect(turned.summary.moved).toBe(3);
    expect(turned.tree.path(turned.tree.holderOf('1')?.id ?? ('' as never)).map(({ code }) => code)).toEqual([
      '3',
      '2',
      '1',
    ]);
  });
});
