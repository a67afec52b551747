import { expect, test } from '@jest/globals';
import { htmlOfText, textOfHtml } from '../../../../domain/learning/reviews/card-html.js';

test.each([
  ['&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;&nbsp;e', '<b> & "c" \'d\' e'],
  ['&LT;&Amp;', '<&'],
  ['&amp;lt;', '&lt;'],
  ['&copy; &', '&copy; &'],
  ['&#65;&#x42;&#X63;&#xe9;', 'ABcé'],
  ['a&#0;b', 'ab'],
  ['a&#1;b', 'a\u0001b'],
  ['&#x10ffff;', '\u{10ffff}'],
  ['a&#x110000;b', 'ab'],
  ['a&#9999999;b', 'ab'],
  ['&#xd7ff;', '\ud7ff'],
  ['a&#xd800;b', 'ab'],
  ['a&#xdfff;b', 'ab'],
  ['&#xe000;', '\ue000'],
])('of %j the text is %j', (html, text) => expect(textOfHtml(html)).toBe(text));

test.each([
  ['<b> & "c"', '&lt;b&gt; &amp; &quot;c&quot;'],
  ['a\tb', 'a&#9;b'],
  ['a\nb\r\nc\rd', 'a<br>b<br>c<br>d'],
  ["it's plain", "it's plain"],
])('%j is written as %j', (text, html) => expect(htmlOfText(text)).toBe(html));
