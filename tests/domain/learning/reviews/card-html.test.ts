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
  ['hund[sound:hund.mp3]', 'hund'],
  ['[sound:a.mp3]<b>a</b>[sound:b &amp; c.ogg]<br>d', 'a\nd'],
  ['Alliances<div>Militarism</div>', 'Alliances\nMilitarism\n'],
  ['<div>a</div><div>b</div>c', 'a\nb\nc'],
  ['a<div><br></div><div>b<br></div>c', 'a\n\nb\nc'],
  ['Steps:<ul><li class="x">one</li> <li>two</li></ul>', 'Steps:\none\ntwo\n'],
  ['<table><tr><td>Na</td><td>sodium</td></tr></table>', 'Na sodium \n'],
  ['x<hr>y<br><br>z', 'x\ny\n\nz'],
  ['[sound:', '[sound:'],
  ['[sound:]', '[sound:]'],
  ['&#91;sound:a.mp3]', '[sound:a.mp3]'],
  ['[1] and [sound of bells]', '[1] and [sound of bells]'],
])('of %j the text is %j', (html, text) => expect(textOfHtml(html)).toBe(text));

test.each([
  ['<b> & "c"', '&lt;b&gt; &amp; &quot;c&quot;'],
  ['a\tb', 'a&#9;b'],
  ['a\nb\r\nc\rd', 'a<br>b<br>c<br>d'],
  ["it's plain", "it's plain"],
  ['[sound:a.mp3]', '&#91;sound:a.mp3]'],
])('%j is written as %j', (text, html) => expect(htmlOfText(text)).toBe(html));
