import { CsvText } from '../../../src/contact/http/csv-text';

const rowsOf = (text: string, partLength: number) => {
  const csv = new CsvText(',', 60);
  const rows: (readonly [number, readonly string[], boolean])[] = [];
  const take = (came: ReturnType<CsvText['push']>): void => {
    for (const { line, text: row } of came) {
      const { cells, areSound } = csv.cellsOf(row);
      rows.push([line, cells.map((cell) => cell.trim()), areSound]);
    }
  };
  for (let at = 0; at < text.length; at += partLength) take(csv.push(text.slice(at, at + partLength)));
  take(csv.end());
  return rows;
};

test('rows are the same wherever the text is cut: quoted, over several lines, blank ones left out', () => {
  const text =
    'id,said\r\n1,plain\n\n2,"a ""word"", and\ntwo\nlines" \r\n""\n3,"once "more",x\n4,in"side\n , \n5,"last"';
  const expected = [
    [1, ['id', 'said'], true],
    [2, ['1', 'plain'], true],
    [4, ['2', 'a "word", and\ntwo\nlines'], true],
    [8, ['3', 'once "more', 'x'], false],
    [9, ['4', 'in"side'], true],
    [10, ['', ''], true],
    [11, ['5', 'last'], true],
  ];
  for (let partLength = 1; partLength <= text.length; partLength += 1)
    expect(rowsOf(text, partLength)).toEqual(expected);
});

test('a quote that is not closed is told with its line, at the end of the file or once the row is too long', () => {
  const unclosed = (problem: string) =>
    expect.objectContaining({
      problem: expect.objectContaining({ message: expect.stringContaining(problem) }),
    });
  const thrownBy = (text: string): unknown => {
    try {
      return rowsOf(text, 10);
    } catch (fault) {
      return fault;
    }
  };
  expect(thrownBy('id\n1\n"two\nthree\n')).toEqual(unclosed('the file ends within one'));
  expect(thrownBy(`id\n1\n"two\n${'x'.repeat(80)}\n`)).toEqual(unclosed('is a quote not closed'));
});
