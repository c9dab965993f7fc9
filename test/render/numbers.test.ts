import assert from 'node:assert/strict';
import { test } from 'node:test';
import { float } from '../../server/src/render/values';
import { processorTime } from '../helpers/processorTime';
import { failsAt, render, renders } from './render';

test('integers and floats are told apart, as in Ruby', () => {
  renders('{{ 15 | divided_by: 2 }}', '7');
  renders('{{ 15 | divided_by: 2.0 }}', '7.5');
  renders('{{ -7 | divided_by: 2 }} {{ -7 | modulo: 3 }} {{ 7 | modulo: -3 }}', '-4 2 -2');
  renders('{{ 5.0 }} {{ 5.0 | plus: 1 }} {{ 4 | times: 0.5 }}', '5.0 6.0 2.0');
  renders('{{ 10.1 | minus: 2.2 }} {{ 0.1 | plus: 0.2 }}', '7.9 0.3');
  renders("{{ '3' | plus: 0 }} {{ '3.50' | plus: 0 }} {{ '12abc' | plus: 1 }} {{ 'x' | plus: 1 }}", '3 3.5 13 1');
  renders('{{ nothing | plus: 1 }}{{ true | plus: 1 }}', '11');
});

test('integers have no end', () => {
  renders('{{ 9007199254740993 }} {{ 9007199254740991 | plus: 2 }}', '9007199254740993 9007199254740993');
  renders('{{ 12345678901234567890 | times: 10 }}', '123456789012345678900');
  renders('{{ 123456789012345678901 | divided_by: 10 | modulo: 7 }}', '1');
});

test('rounding goes away from zero', () => {
  renders('{{ 2.5 | round }} {{ -2.5 | round }} {{ 1.005 | round: 2 }} {{ 1234 | round: -2 }}', '3 -3 1.01 1200');
  renders('{{ 1.2 | ceil }} {{ -1.2 | ceil }} {{ 1.9 | floor }} {{ -1.1 | floor }} {{ 3 | ceil }}', '2 -1 1 -2 3');
  renders('{{ -7 | abs }} {{ -7.5 | abs }} {{ 7 | at_most: 5 }} {{ 3 | at_least: 5.5 }}', '7 7.5 5 5.5');
});

test('a float is printed as Ruby prints it', () => {
  renders('{{ a }} {{ b }} {{ c }}', '0.0001 1.0e-05 123456.789', { a: 0.0001, b: 0.00001, c: 123456.789 });
  renders('{{ a }} {{ b }}', '1.5e+20 3.0', { a: float(1.5e20), b: float(3) });
  renders('{{ 0.0 | times: -1 }}', '-0.0');
});

test('division by zero', () => {
  const printed = 'Liquid error: divided by 0';
  failsAt('a{{ 5 | divided_by: 0 }}b', '{{ 5 | divided_by: 0 }}', printed, `a${printed}b`);
  failsAt('{{ 5 | modulo: 0.0 }}', '{{ 5 | modulo: 0.0 }}', printed, printed);
  renders('{{ 1.5 | divided_by: 0 }}', 'Infinity');
});

test('a product that squares itself is an error, not minutes of work', () => {
  const square = '{% assign n = n | times: n %}';
  const took = processorTime(() => {
    const { output, problems } = render(`{% assign n = 99999999999999999999 %}${square.repeat(30)}done`);
    assert.equal(output, 'done');
    assert.ok(problems.some(({ message }) => message === 'Liquid error: number too big'));
  });
  assert.ok(took < 1000, `${took} ms`);
});
