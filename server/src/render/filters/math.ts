/** Filters on numbers. */
import { absolute, calculate, ceil, compareNumbers, floor, type Operation, round, toNumeric } from '../number';
import { type Filter, type Filters, filter } from './filter';

function arithmetic(operation: Operation): Filter {
  return filter(1, (_host, input, [operand = null]) => calculate(input, operand, operation));
}

function bound(keep: (comparison: number) => boolean): Filter {
  return filter(1, (_host, input, [limit = null]) => {
    const [number, edge] = [toNumeric(input), toNumeric(limit)];
    return keep(compareNumbers(number, edge)) ? number : edge;
  });
}

/** Arithmetic on Integers and exact decimals, as Ruby Liquid does it. */
export const mathFilters: Filters = {
  plus: arithmetic('+'),
  minus: arithmetic('-'),
  times: arithmetic('*'),
  divided_by: arithmetic('/'),
  modulo: arithmetic('%'),
  abs: filter(0, (_host, input) => absolute(input)),
  ceil: filter(0, (_host, input) => ceil(input)),
  floor: filter(0, (_host, input) => floor(input)),
  round: filter(0, (_host, input, [digits = 0]) => round(input, digits), 1),
  at_least: bound((comparison) => comparison >= 0),
  at_most: bound((comparison) => comparison <= 0),
};
