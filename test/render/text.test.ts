import { test } from 'node:test';
import { failsAt, renders } from './render';

test('characters are counted, not UTF-16 units', () => {
  renders('{{ s.size }} {{ s | size }} {{ s | slice: 1 }} {{ s | slice: -1 }} {{ s | truncate: 4 }}', '6 6 😀 c a...', {
    s: 'a😀b日!c',
  });
  renders("{{ s | split: '' | join: '|' }}", 'a|😀|b', { s: 'a😀b' });
});

test('case', () => {
  renders(
    "{{ 'hello WORLD' | capitalize }} {{ 'ß' | capitalize }} {{ 'ß' | upcase }} {{ 'ΑΣ' | downcase }}",
    'Hello world Ss SS ασ',
  );
});

test('only ASCII white space is stripped', () => {
  renders('[{{ s | strip }}]', '[\u00a0a]', { s: ' \t\u00a0a\n ' });
  renders('[{{ s | lstrip }}|{{ s | rstrip }}]', '[a |  a]', { s: '  a ' });
});

test('split drops empty ends and reads one blank as words', () => {
  renders("{{ ',a,,b,,' | split: ',' | join: '|' }}", '|a||b');
  renders("{{ '  a  b ' | split: ' ' | join: '|' }}", 'a|b');
  renders("{{ '' | split: ',' | size }}", '0');
});

test('string literals have no escapes', () => {
  renders(`{{ 'a"b' | replace: '"', '\\"' }}`, 'a\\"b');
  renders("{{ 'a' | append: '\\n' }}", 'a\\n');
  renders("{{ '\\' }}", '\\');
});

test('truncating', () => {
  renders("{{ 'abcdefgh' | truncate: 6 }} {{ 'abcdef' | truncate: 4, '' }}", 'abc... abcd');
  renders("{{ 'one two three' | truncatewords: 2 }} {{ 'Jane Ann' | truncatewords: 1, '' }}", 'one two... Jane');
  renders("{{ 'one two ' | truncatewords: 2 }}{{ 'one two' | truncatewords: 2 }}", 'one two...one two');
});

test('HTML', () => {
  renders("{{ '<a & b>\"' | escape }} {{ '&lt; & <' | escape_once }}", '&lt;a &amp; b&gt;&quot; &lt; &amp; &lt;');
  renders('{{ s | strip_html }}', 'hi there', { s: '<b>hi</b><script>x < 1</script><!-- <b> --> <i\n>there' });
});

test('URLs', () => {
  renders("{{ 'google search*~' | url_encode }} {{ 'google+s%C3%A9' | url_decode }}", 'google+search%2A~ google sé');
  renders(
    "{{ 'hey<>hi' | url_escape }} {{ 'hey<&>hi' | url_param_escape }} {{ 'a b+é' | url_param_escape }}",
    'hey%3C%3Ehi hey%3C%26%3Ehi a%20b%2B%C3%A9',
  );
  failsAt(
    "{{ '%ff' | url_decode }}",
    "{{ '%ff' | url_decode }}",
    'Liquid error: invalid byte sequence in UTF-8',
    'Liquid error: invalid byte sequence in UTF-8',
  );
});

test('arrays and hashes are printed as Ruby inspects them', () => {
  renders('{{ h }} {{ a }}', '{"a"=>1, "b"=>[nil, "x\\"y", 2.5]} 1xtrue', {
    h: { a: 1, b: [null, 'x"y', 2.5] },
    a: [1, 'x', [true, null]],
  });
  renders("{{ a | append: '!' }}", '[1, "#\\{x}", {}]!'.replace('#\\{', '\\#{'), { a: [1, '#{x}', {}] });
});

test('wrong numbers of arguments', () => {
  const message = 'Liquid error: wrong number of arguments (given 2, expected 1)';
  failsAt("{{ 'a' | upcase: 1 }}", "{{ 'a' | upcase: 1 }}", message, message);
  const ranged = 'Liquid error: wrong number of arguments (given 1, expected 2..3)';
  failsAt("{{ 'a' | replace }}", "{{ 'a' | replace }}", ranged, ranged);
});
