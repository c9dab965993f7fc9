import { test } from 'node:test';
import { failsAt, renders } from './render';

/** Asserts how a date is read, at 2026-03-01 12:34:56 UTC. */
function reads(date: string, expected: string): void {
  renders("{{ d | date: '%F %T %z' }}", expected, { d: date });
}

test('dates are read as Ruby reads them', () => {
  reads('2021-06-03T17:13:41Z', '2021-06-03 17:13:41 +0000');
  reads('2021-06-03 17:13:41 +0200', '2021-06-03 17:13:41 +0200');
  reads('03/06/2021', '2021-06-03 00:00:00 +0000');
  reads('3rd June 2021', '2021-06-03 00:00:00 +0000');
  reads('June 3, 2021 5pm', '2021-06-03 17:00:00 +0000');
  reads('5pm', '2026-03-01 17:00:00 +0000');
  reads('00:00', '2026-03-01 00:00:00 +0000');
  reads('now', '2026-03-01 12:34:56 +0000');
  reads('Today', '2026-03-01 12:34:56 +0000');
  reads('1622740421', '2021-06-03 17:13:41 +0000');
  reads('2024-02-30', '2024-03-01 00:00:00 +0000');
  reads('20210603T171341Z', '2021-06-03 17:13:41 +0000');
  reads("14 mar '16", '2016-03-14 00:00:00 +0000');
  reads('Sat Aug 28 02:29:34 EST 1999', '1999-08-28 02:29:34 -0500');
  reads('2021-154', '2021-06-03 00:00:00 +0000');
});

test('what is no date stays as it is', () => {
  for (const text of ['12/25/2021', '1.5', 'tomorrow', 'monday', '2024-13-01', '', 'x'.repeat(200)]) reads(text, text);
  renders("{{ nothing | date: '%F' }}{{ 1.5 | date: '%F' }}", '1.5');
});

test('strftime, whole', () => {
  const at = (format: string, expected: string) => renders('{{ 1622740421 | date: f }}', expected, { f: format });
  at('%Y %C %y %G %g %m %B %b %h', '2021 20 21 2021 21 06 June Jun Jun');
  at('%d %e %-d %j %a %A %u %w', '03  3 3 154 Thu Thursday 4 4');
  at('%H %k %I %l %M %S %L %N %3N %p %P', '17 17 05  5 13 41 000 000000000 000 PM pm');
  at('%U %W %V %s %z %:z %::z %Z', '22 22 22 1622740421 +0000 +00:00 +00:00:00 UTC');
  at(
    '%F|%T|%D|%R|%r|%v|%x|%X|%c',
    '2021-06-03|17:13:41|06/03/21|17:13|05:13:41 PM| 3-JUN-2021|06/03/21|17:13:41|Thu Jun  3 17:13:41 2021',
  );
  at('%^b %#p %10Y %_5d %05e %-H %^10a', 'JUN pm 0000002021     3 00003 17        THU');
  at('%%%n%t%Q%E%Ey%Od', '%\n\t%Q%E2103');
  at('a%:Yb%é%-z%_10z%5:z', 'a%:Yb%é+0000      +000+00:00');
  for (const format of ['x%', '%5', '%99999999d']) {
    const message = `Liquid error: invalid format: ${format}`;
    failsAt('{{ 1 | date: f }}', '{{ 1 | date: f }}', message, message, { f: format });
  }
});

test('time zones and summer time', () => {
  renders(
    "{{ '2021-08-04 9:00:00 UTC' | time_zone: 'America/Los_Angeles' | date: '%a %b %e %T %Z' }}",
    'Wed Aug  4 02:00:00 PDT',
  );
  renders(
    "{{ '2021-12-04 9:00:00' | time_zone: 'Europe/Paris' | date: '%F %T %z %Z' }}",
    '2021-12-04 10:00:00 +0100 CET',
  );
  renders("{{ '2021-03-28 00:59:59' | time_zone: 'Europe/London' | date: '%T %Z' }}", '00:59:59 GMT');
  renders("{{ '2021-03-28 01:00:00' | time_zone: 'Europe/London' | date: '%T %Z' }}", '02:00:00 BST');
  renders("{{ 'now' | time_zone: 'Asia/Kolkata' | date: '%H:%M %z' }}", '18:04 +0530');
  renders("{{ 'now' | time_zone: '-0500' }}", '2026-03-01 07:34:56 -0500');
  const message = "Liquid error: invalid time zone 'Mars/Base'";
  failsAt("{{ 'now' | time_zone: 'Mars/Base' }}", "{{ 'now' | time_zone: 'Mars/Base' }}", message, message);
});
