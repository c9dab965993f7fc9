import { test } from 'node:test';
import { failsAt, renders } from './render';

const items = [
  { t: 'b', n: 2 },
  { t: 'A', n: null },
  { t: 'a', n: 1 },
];

test('sorting', () => {
  renders(
    "{{ 'b,a,C' | split: ',' | sort | join: ',' }} {{ 'b,a,C' | split: ',' | sort_natural | join: ',' }}",
    'C,a,b a,b,C',
  );
  renders(
    "{{ items | sort: 'n' | map: 't' | join }} {{ items | sort_natural: 't' | map: 't' | join }}",
    'a b A A a b',
    { items },
  );
  const message = 'Liquid error: cannot sort values of incompatible types';
  failsAt('{{ a | sort }}', '{{ a | sort }}', message, message, { a: [1, 'x'] });
  renders("{{ a | sort | join: '|' }}", '1|2|', { a: [null, 2, 1] });
});

test('selecting', () => {
  renders(
    "{{ items | where: 'n', 1 | map: 't' }}{{ items | where: 'n' | size }}{{ items | reject: 'n' | size }}",
    'a21',
    { items },
  );
  renders(
    "{{ items | has: 't', 'A' }} {{ items | find_index: 't', 'a' }} {{ items | find: 'n', 2 }}",
    'true 2 {"t"=>"b", "n"=>2}',
    { items },
  );
  renders("{{ a | sum }} {{ items | sum: 'n' }} {{ a | uniq | join }} {{ b | compact | size }}", '7.5 3 1 2.5 3 1', {
    a: [1, 2.5, 3, 1],
    items,
    b: [null, 1],
  });
  const message = "Liquid error: cannot select the property 'x'";
  failsAt("{{ a | map: 'x' }}", "{{ a | map: 'x' }}", message, message, { a: [1] });
});

test('parts and ends', () => {
  renders('{{ a.first }}{{ a.last }}{{ a | first }}{{ a | last }}{{ a[-1] }}{{ a[9] }}{{ a.size }}', '131333', {
    a: [1, 2, 3],
  });
  renders('{{ h.first }} {{ h.size }} {{ h.last }} {{ e | first }}', 'a1 1  ', { h: { a: 1 }, e: [] });
  renders(
    "{{ (1..3) | join: '-' }} {{ (1..3) }} {{ (1..1000000000) | size }} {{ (5..2) | last }}",
    '1-2-3 1..3 1000000000 2',
  );
  renders("{{ a | concat: a | reverse | join }} {{ n | concat: a | join: '' }}", '2 1 2 1 12', { a: [1, 2] });
});

test('equal is equal in class for uniq, in value for contains', () => {
  renders('{{ a | uniq | join }}{% if a contains 1.0 %} yes{% endif %}', '1 1.0 yes', {
    a: [1, { type: 'float', value: 1 }, 1],
  });
});
