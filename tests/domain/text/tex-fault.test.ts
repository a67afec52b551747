import { describe, expect, test } from '@jest/globals';
import { texFault } from '../../../domain/text/tex-fault.js';

const nested = (levels: number) => `$${'{'.repeat(levels)}x${'}'.repeat(levels)}$`;

describe('no fault is in', () => {
  test.each([
    ['a text without formulas', 'The tide rises twice a day.'],
    ['an empty text', ''],
    ['a price whose dollar sign is escaped', 'It costs \\$5.'],
    ['formulas with one and with two dollar signs', 'From $a$ to $$b$$ and $c$'],
    ['a formula over several lines', '$$\na = b\n\n+ c\n$$'],
    ['a price within a formula', '$\\$5 + x$ and $$\\$5$$'],
    ['braces that pair', '$\\frac{a}{b} + \\sqrt{c}$'],
    ['an escaped brace by itself', '$\\{ x$ and $y \\}$'],
    ['braces behind a line break', '$a \\\\{b}$'],
    ['thirty levels of braces', nested(30)],
    ['parentheses that grow', '$\\left( \\left( x \\right) \\right)$'],
    ['arrows to the left', '$a \\leftarrow b$'],
    ['arrows to the right', '$a \\rightarrow b$'],
    ['an environment', '$$\\begin{array}{c} 1 \\end{array}$$'],
    ['an environment with a blank before its name', '$$\\begin {array}{c} 1 \\end{array}$$'],
    ['an environment with a blank before its name at the end', '$$\\begin{array}{c} 1 \\end {array}$$'],
    ['environments within each other', '$$\\begin{pmatrix} \\begin{array}{c} 1 \\end{array} & 2 \\end{pmatrix}$$'],
    ['a line break before parentheses that grow', '$a \\\\\\left( x \\right)$'],
    ['a line break before the word left', '$a \\\\left$'],
    ['signs with something behind them', '$x^2_1 + x^{10} + x_ i$'],
    ['an escaped underscore at the end', '$a\\_$'],
    ['fractions and roots without braces', '$\\frac12$ and $\\sqrt2$'],
    ['commands that only begin like refused ones', '$\\letter \\definition$'],
  ])('%s: %j', (_, text) => expect(texFault(text)).toBeUndefined());
});

describe('the fault is told of', () => {
  test.each([
    ['a dollar sign alone', 'It costs $5.', 'a dollar sign stands alone: write \\$'],
    ['one behind a formula', '$x$ for $5', 'a dollar sign stands alone: write \\$'],
    ['one before an escaped one', 'From $5 to \\$6', 'a dollar sign stands alone: write \\$'],
    ['a formula of blanks', '$ $', 'a formula is empty'],
    ['a formula of blanks in a line of its own', '$$ \n $$', 'a formula is empty'],
    ['two dollar signs with nothing between', 'So $$ is it', 'a formula is empty'],
    ['a link', '$\\href{https://example.org}{x}$', 'a formula has \\href'],
    ['a definition', '$$\\gdef\\a{b}$$', 'a formula has \\gdef'],
    ['a class of the page', '$\\htmlClass{a}{x}$', 'a formula has \\htmlClass'],
    ['a brace that is not closed', '$2{x$', 'the braces of a formula do not pair'],
    ['a brace that is closed twice', '$2{x}}$', 'the braces of a formula do not pair'],
    ['braces the wrong way round', '$}x{$', 'the braces of a formula do not pair'],
    ['an escaped brace in place of one that closes', '$2{x\\}$', 'the braces of a formula do not pair'],
    ['thirty-one levels of braces', nested(31), 'the braces of a formula do not pair'],
    ['\\left without \\right', '$\\left( x$', '\\left and \\right do not pair'],
    ['\\right without \\left', '$x \\right)$', '\\left and \\right do not pair'],
    ['one \\right for two \\left', '$\\left( \\left( x \\right)$', '\\left and \\right do not pair'],
    ['an arrow in place of \\left', '$\\leftarrow x \\right)$', '\\left and \\right do not pair'],
    ['\\begin without \\end', '$\\begin{array} x$', '\\begin and \\end do not pair'],
    ['\\end without \\begin', '$x \\end{array}$', '\\begin and \\end do not pair'],
    ['another name at the end', '$\\begin{array} x \\end{matrix}$', '\\begin and \\end do not pair'],
    ['an environment that ends once too often', '$\\begin{a} \\end{a} \\end{a}$', '\\begin and \\end do not pair'],
    ['\\right before \\left', '$\\right) x \\left($', '\\left and \\right do not pair'],
    ['a brace that closes within parentheses', '$2{\\left( x} \\right)$', 'the braces of a formula do not pair'],
    ['parentheses that end within braces', '$\\left( {x \\right)}$', '\\left and \\right do not pair'],
    ['environments that cross', '$\\begin{a} \\begin{b} \\end{a} \\end{b}$', '\\begin and \\end do not pair'],
    ['\\end before \\begin', '$\\end{a} \\begin{a}$', '\\begin and \\end do not pair'],
    ['a power without a number', '$x^$', 'something is missing behind a sign'],
    ['an index of a blank', '$x_ $', 'something is missing behind a sign'],
    ['two powers in a row', '$x^^2$', 'something is missing behind a sign'],
    ['an index that a brace cuts off', '$a{x_}$', 'something is missing behind a sign'],
    ['a fraction of nothing', '$\\frac$', 'something is missing behind a sign'],
    ['a fraction of a blank', '$1 + \\frac $', 'something is missing behind a sign'],
    ['a root of nothing', '$\\sqrt$', 'something is missing behind a sign'],
    ['a root of a blank', '$2\\sqrt $', 'something is missing behind a sign'],
  ])('%s: %j', (_, text, fault) => expect(texFault(text)).toBe(fault));

  test('is the first of those in formulas', () => {
    expect(texFault('Fine $x$, then $${x$$ and $y^$')).toBe('the braces of a formula do not pair');
    expect(texFault('$y^$, then ${x$')).toBe('something is missing behind a sign');
  });

  test('is that of a formula before that of a dollar sign alone', () => {
    expect(texFault('$y^$ for $5')).toBe('something is missing behind a sign');
  });
});
