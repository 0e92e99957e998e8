import { checkMoment, LocalClock } from '../../../src/contact/domain';

const scene = { clock: LocalClock.of('Europe/Amsterdam'), now: new Date('2026-06-01T00:00:00Z') };
const read = (given: string): number | string => {
  const checked = checkMoment(given, scene);
  return checked.ok ? checked.value.getTime() : checked.problem.code;
};

const faces = [
  ...['2024-02-29 00:00:00', '2023-02-29 00:00:00', '2000-02-29 12:00:00', '1900-02-29 12:00:00'],
  ...['2025-04-31 10:00:00', '2025-12-31 23:59:59', '2025-13-01 10:00:00', '2025-00-01 10:00:00'],
  ...['2025-01-00 10:00:00', '2025-01-01 24:00:00', '2025-01-01 23:60:00', '2025-01-01 23:59:60'],
  ...['1970-01-01 00:00:00', '1969-12-31 23:59:59', '0099-01-01 00:00:00', '2025-1x-01 10:00:00'],
  ...['2025-03-30 02:30:00', '2025-03-30 03:30:00', '2025-10-26 02:30:00', '2026-06-01 02:00:00'],
];

test.each(faces)('%s is read digit by digit as it is by its pattern', (face) => {
  const [day, time] = face.split(' ');
  // Four digits of a second are read by the pattern alone, three digit by digit.
  for (const zone of ['', 'Z'])
    for (const separator of ['T', ' ']) {
      const given = `${day}${separator}${time}`;
      expect(read(`${given}${zone}`)).toBe(read(`${given}.0000${zone}`));
      expect(read(`${given}.125${zone}`)).toBe(read(`${given}.1250${zone}`));
    }
});

test.each([
  ['Europe/Amsterdam', '2025-03-29T12:00:00Z'],
  ['Europe/Amsterdam', '2025-10-25T12:00:00Z'],
  ['Australia/Lord_Howe', '2025-04-05T00:00:00Z'],
  ['Asia/Kathmandu', '1985-12-31T00:00:00Z'],
  ['America/Sao_Paulo', '2018-11-03T12:00:00Z'],
])('the clock of %s is right at each quarter of an hour around %s', (timeZone, from) => {
  const clock = LocalClock.of(timeZone);
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  for (let quarter = 0; quarter < 192; quarter += 1) {
    const moment = new Date(Date.parse(from) + quarter * 900_000);
    const shown = new Date(clock.shownAt(moment)).toISOString().slice(0, 19).replace('T', ' ');
    expect(shown).toBe(format.format(moment));
    expect(clock.dayOf(moment)).toBe(shown.slice(0, 10));
  }
});
