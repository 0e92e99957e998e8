import {
  checkTable,
  readCuratedTable,
  curatedColumns,
  type CuratedOptions,
} from '../../../src/exchange/domain';
import { describeWith, planned, referenceFile } from './importing';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const plain: CuratedOptions = { columns: {}, skipRows: 0 };
const edition = (content: string) => ({ tree: planned(content).tree, fileNames: null });
const from = edition('id,name\na,Apples\nb,Bananas\n');
const to = edition('id,name\n1,Fruit\n2,Other fruit\n');
const check = (content: string, options = plain) =>
  checkTable(readCuratedTable(utf8(content), options), { from, to, isWithin: false });
const codes = (faults: readonly { readonly code: string; readonly line: number | null }[]) =>
  faults.map(({ code, line }) => `${code}@${line ?? '-'}`);

test('flags that are given are kept, and follow from the pairs where none are', () => {
  const { body } = check('source,target\na,1\na,2\nb,2\n');
  expect(
    body.entries.flatMap(({ links }) => links.map((link) => [link.partialSource, link.partialTarget])),
  ).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ]);
  const given = check('source,target,source partial,target partial\na,1,0,1\na,2,true,false\n');
  expect(given.body.entries[0]?.links).toMatchObject([
    { partialSource: false, partialTarget: true },
    { partialSource: true, partialTarget: false },
  ]);
});

test('everything that is wrong is told at once, with its place', () => {
  const content = 'source,target,share,note\nz,1,,\na,1,2,\na,1,,\nb,1,0.7,"x\u0007"\nb,2,0.7,\n,1,,\n';
  const { faults, warnings } = check(content);
  expect(codes(faults)).toEqual([
    'UNKNOWN_CODE@2',
    'NOT_A_SHARE@3',
    'PAIR_TWICE@4',
    'MALFORMED_NOTE@5',
    'SHARES_ABOVE_ONE@-',
  ]);
  expect(codes(warnings)).toEqual(['NO_CODE@7']);
});

test('names are those of the edition but for case and space; with most of them others it is another edition', () => {
  const own = check('source,sourceName,target\na,APPLES,1\nb, bananas ,2\n');
  expect([own.sources, own.faults]).toEqual([{ named: 2, agreeing: 2 }, []]);
  const other = check('source,sourceName,target\na,Pears,1\nb,Bananas,2\n');
  expect([codes(other.faults), codes(other.warnings)]).toEqual([['OTHER_EDITION@-'], ['OTHER_NAME@2']]);
});

test.each([
  ['nothing at all', '', ['NO_ROWS@-']],
  ['a header alone', 'source,target\n', ['NO_ROWS@-']],
  ['no column for a target', 'source,elephant\na,1\n', ['NO_HEADER@1']],
  ['a quote that is never closed', 'source,target\n"a,1\n', ['BAD_QUOTING@2']],
])('%s cannot be read', (_name, content, faults) => {
  expect(codes(readCuratedTable(utf8(content), plain).faults)).toEqual(faults);
});

test('columns are named in the words of a command line', () => {
  expect(curatedColumns('source=ISIC Rev. 4,target=CPC 2.1')).toEqual({
    source: 'ISIC Rev. 4',
    target: 'CPC 2.1',
  });
  expect(curatedColumns('elephant=a')).toBeNull();
  expect(curatedColumns('source')).toBeNull();
});

const un = (name: string): string => `taxonomies/un/${name}.csv`;

/** Counts of README.md beside the files, whose contents are those of the UN Statistics Division. */
describeWith([un('ISIC4'), un('CPC21'), un('ISIC4_CPC21')], 'activities and products', () => {
  test('2,663 pairs, flagged as counted there', () => {
    const bytes = (name: string): Uint8Array => referenceFile(un(name)) ?? new Uint8Array();
    const listed = (name: string, columns: Readonly<Record<string, string>>) => ({
      tree: planned(bytes(name), { read: { hierarchy: 'code-prefix', columns } }).tree,
      fileNames: null,
    });
    const columns = {
      ...{ source: 'ISIC Rev. 4', target: 'CPC 2.1' },
      ...{ sourcePartial: 'ISIC4partial', targetPartial: 'CPC21partial' },
    };
    const table = readCuratedTable(bytes('ISIC4_CPC21'), { columns, skipRows: 0 });
    const { faults, links, body } = checkTable(table, {
      from: listed('ISIC4', { id: 'ISIC Rev. 4', label: 'Description' }),
      to: listed('CPC21', { id: 'CPC 2.1', label: 'CPC21title' }),
      isWithin: false,
    });
    const flags = body.entries.flatMap((entry) =>
      entry.links.map((link) => `${link.partialSource} ${link.partialTarget}`),
    );
    const count = (wanted: string) => flags.filter((flag) => flag === wanted).length;
    expect([faults, links]).toEqual([[], 2_663]);
    expect(['true false', 'true true', 'false false', 'false true'].map(count)).toEqual([2_250, 343, 68, 2]);
  });
});

const iab = (name: string): string => `taxonomies/iab/${name}.tsv`;
const map = iab('map-adproduct-2.0-to-1.1');
const august = iab('adproduct-2.0-at-2023-08-01');
const later = iab('adproduct-2.0');
const older = iab('adproduct-1.1');

/** Counts of README.md beside the files, of the IAB Tech Lab Ad Product Taxonomy (CC BY 3.0). */
describeWith(
  [map, august, later, older],
  'a map between two editions, one of which changed under its number',
  () => {
    const bytes = (file: string): Uint8Array => referenceFile(file) ?? new Uint8Array();
    const listed = (file: string) => {
      const plan = { selfParent: 'root', duplicateId: 'first' } as const;
      return {
        tree: planned(bytes(file), { read: { format: 'tsv', missingId: 'skip' }, plan }).tree,
        fileNames: null,
      };
    };
    const columns = { source: 'Unique ID', sourceName: 'AP2 Name', target: 'AP1 UID', targetName: 'Name' };
    const mapFor = (file: string) =>
      checkTable(readCuratedTable(bytes(map), { columns, skipRows: 1 }), {
        ...{ from: listed(file), to: listed(older), isWithin: false },
      });

    test('it is taken for the state it was made for: 564 of 564 names are there', () => {
      const { faults, sources, targets, warnings } = mapFor(august);
      expect([faults, sources]).toEqual([[], { named: 564, agreeing: 564 }]);
      expect(targets).toEqual({ named: 416, agreeing: 412 });
      // One row without an id, one target that the older list does not have, three that it calls otherwise.
      expect(codes(warnings)).toEqual([
        ...['NO_CODE@3', 'OTHER_NAME@233', 'OTHER_NAME@234', 'OTHER_NAME@317', 'UNKNOWN_CODE@503'],
      ]);
    });

    test('it is refused for the later file of the same number, where 0 of 564 names agree', () => {
      const { faults, sources } = mapFor(later);
      expect(sources).toEqual({ named: 564, agreeing: 0 });
      expect(codes(faults)).toContain('OTHER_EDITION@-');
    });
  },
);
