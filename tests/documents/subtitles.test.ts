import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { convert } from '../../documents/conversion.js';
import { cuesOf } from '../../documents/subtitles/cues.js';
import { readSubtitles } from '../../documents/subtitles/read-subtitles.js';

const time = (seconds: number) =>
  `${String(Math.floor(seconds / 3_600)).padStart(2, '0')}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}:${(seconds % 60).toFixed(3).padStart(6, '0')}`;
const vtt = (cues: [start: number, end: number, text: string][]) =>
  `WEBVTT\n\n${cues.map(([start, end, text]) => `${time(start)} --> ${time(end)}\n${text}\n`).join('\n')}`;

test('cues of SubRip become sentences, without numbers, times and marks of style', () => {
  const srt =
    '1\r\n00:00:01,000 --> 00:00:03,500 X1:1 X2:2\r\n<i>The tide <font color="red">rises</font></i>\r\n\r\n2\r\n00:00:03,600 --> 00:00:06,000\r\n{\\an8}twice a day,\r\nsome say.\r\n3\r\n00:00:06,100 --> 00:00:07,000\r\n42\r\n\r\nis odd & 1 < 2.\r\n';
  expect(readSubtitles(srt, 'srt')).toEqual([
    { label: '0:01–0:07', text: 'The tide rises twice a day, some say. 42 is odd & 1 < 2.' },
  ]);
});

test('WebVTT has its header, notes, styles and names of cues left out, and who speaks told', () => {
  const text =
    'WEBVTT - Lecture\nKind: captions\n\nNOTE\nmade by hand\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:04.000 align:start\n<v Prof. Ada>Tides &amp; waves <c.loud>differ</c>.\n\n00:04.000 --> 00:06.000\n<v Ben>Why?\n\n00:06.000 --> 00:09.000\n<v Prof. Ada>The Moon\n\n00:09.000 --> 00:12.000\n<v Prof. Ada>pulls.\n';
  expect(readSubtitles(text, 'vtt')).toEqual([
    { label: '0:01–0:12', text: 'Prof. Ada: Tides & waves differ.\n\nBen: Why?\n\nProf. Ada: The Moon pulls.' },
  ]);
});

test('marks of style that SubRip has of HTML go', () => {
  const text = vtt([[1, 4, '<p class="x">The <size=20>tide</size> <span>rises.</span><br/></p>']]);
  expect(readSubtitles(text, 'vtt')).toMatchObject([{ text: 'The tide rises.' }]);
});

test('what is no mark of style stays', () => {
  const text = vtt([[1, 4, 'A <b>vector<int></b> if x<y and z>3.']]);
  expect(readSubtitles(text, 'vtt')).toMatchObject([{ text: 'A vector<int> if x<y and z>3.' }]);
});

test('the form that YouTube exports is read', async () => {
  const sbv = '0:00:00.599,0:00:04.160\nThe tide rises\ntwice a day.\n\n1:00:04.160,1:00:06.770\nIt falls.\n';
  expect(await convert(Buffer.from(sbv))).toEqual({
    format: 'sbv',
    pages: [
      { label: '0:01–0:04', text: 'The tide rises twice a day.' },
      { label: '1:00:04–1:00:07', text: 'It falls.' },
    ],
  });
});

describe('captions that roll', () => {
  const spoken = [
    'so welcome to the series on',
    'tides we start with',
    'what the moon does and then',
    'how the water follows it',
  ];

  test('have each line once, in the form with times of words', () => {
    let text = 'WEBVTT\nKind: captions\nLanguage: en\n\n';
    let before = ' ';
    for (const [at, line] of spoken.entries()) {
      const words = line.split(' ').map((word, n) => (n === 0 ? word : `<${time(at * 2 + n / 10)}><c> ${word}</c>`));
      text += `${time(at * 2)} --> ${time(at * 2 + 1.99)} align:start position:0%\n${before}\n${words.join('')}\n\n`;
      text += `${time(at * 2 + 1.99)} --> ${time(at * 2 + 2)} align:start position:0%\n${line}\n \n\n`;
      before = line;
    }
    expect(readSubtitles(text, 'vtt')).toEqual([{ label: '0:00–0:08', text: spoken.join(' ') }]);
  });

  test('have the last form of cues that only grow', () => {
    const words = 'the tide rises and falls twice a day'.split(' ');
    const cues = words.map((_, at): [number, number, string] => [at, at + 1, words.slice(0, at + 1).join(' ')]);
    const rolling = vtt([
      ...cues,
      [8, 9, 'a new line\nbegins'],
      [9, 10, 'begins\nhere'],
      [10, 11, 'here\nand ends'],
      [11, 12, 'and ends\nnow'],
    ]);
    expect(readSubtitles(rolling, 'vtt')).toMatchObject([
      { text: expect.stringContaining('twice a day a new line begins here and ends now') },
    ]);
  });

  test('are told from somebody who says the same twice', () => {
    const text = vtt([
      [0, 1, 'No.'],
      [1, 2, 'No.'],
      [2, 4, 'The tide rises twice a day.'],
      [4, 6, 'It falls twice, too.'],
      [6, 8, 'So it does.'],
      [8, 9, 'Always.'],
      [9, 10, 'Nearly.'],
      [10, 11, 'Yes.'],
      [11, 12, 'Good.'],
      [12, 13, 'Bye.'],
      [13, 14, 'Now.'],
    ]);
    expect(readSubtitles(text, 'vtt')).toMatchObject([{ text: expect.stringMatching(/^No\. No\. The tide/) }]);
  });
});

test('a page is a stretch of time that ends with a sentence, and its label tells it', () => {
  const cues = Array.from({ length: 201 }, (_, at): [number, number, string] => [
    at * 6,
    at * 6 + 5.5,
    at % 3 === 2 ? `and part ${at} ends.` : `part ${at} of it`,
  ]);
  const pages = readSubtitles(vtt(cues), 'vtt');
  expect(pages.length).toBeGreaterThan(7);
  for (const [at, page] of pages.entries()) {
    expect('text' in page && page.text).toMatch(/ends\.$/);
    const [from = 0, to = 0] = ('label' in page ? (page.label ?? '') : '')
      .split('–')
      .map((label) => label.split(':').reduce((sum, part) => sum * 60 + Number(part), 0));
    // The last one has what is left.
    expect(to - from).toBeGreaterThan(at < pages.length - 1 ? 60 : 0);
    expect(to - from).toBeLessThanOrEqual(180);
  }
});

test('speakers begin paragraphs, sounds are left out, and scripts without blanks have none', () => {
  const text = vtt([
    [0, 2, '- Who measured it?\n- Mr Whewell did.'],
    [2, 3, '[Music]'],
    [3, 4, 'ANNA: In Brest.'],
    [4, 5, '♪'],
  ]);
  expect(readSubtitles(text, 'vtt')).toMatchObject([
    { text: 'Who measured it?\n\nMr Whewell did.\n\nANNA: In Brest.' },
  ]);
  expect(
    readSubtitles(
      vtt([
        [0, 2, '潮汐由月球'],
        [2, 4, '引起。'],
      ]),
      'vtt',
    ),
  ).toMatchObject([{ text: '潮汐由月球引起。' }]);
});

test('a name before every cue, as in meetings, stands once for what its speaker goes on to say', () => {
  const text = vtt([
    [0, 2, 'Ada Byron: The tide rises'],
    [2, 4, 'Ada Byron: twice a day.'],
    [4, 5, 'Ben Franklin: Why?'],
    [5, 7, 'Ada Byron: The Moon pulls.'],
    [20, 22, 'Ada Byron: And the Sun.'],
  ]);
  expect(readSubtitles(text, 'vtt')).toMatchObject([
    {
      text: 'Ada Byron: The tide rises twice a day.\n\nBen Franklin: Why?\n\nAda Byron: The Moon pulls.\n\nAnd the Sun.',
    },
  ]);
  const many = vtt([
    [0, 2, 'Ada: The cell has no nucleus.'],
    [2, 4, 'Dr. Bob van Smith (he/him): That is wrong.'],
    [4, 6, 'Ada: Mitochondria make energy.'],
    [6, 8, 'Ada: Yes.'],
    [8, 10, '李明：对。'],
  ]);
  expect(readSubtitles(many, 'vtt')).toMatchObject([
    {
      text: 'Ada: The cell has no nucleus.\n\nDr. Bob van Smith (he/him): That is wrong.\n\nAda: Mitochondria make energy. Yes.\n\n李明：对。',
    },
  ]);
  const marked = vtt([
    [0, 2, 'There are two.'],
    [2, 4, 'Example: ice.'],
    [4, 6, 'Example: wood.'],
    [6, 8, 'Both float.'],
    [8, 9, 'So they do.'],
  ]);
  expect(readSubtitles(marked, 'vtt')).toMatchObject([
    { text: 'There are two.\n\nExample: ice.\n\nExample: wood. Both float. So they do.' },
  ]);
});

test('hostile subtitles end in time that grows with them', () => {
  for (const hostile of ['\n', '1\n', '00:00:01,000 --> 00:00:02,000\n', '<v a>', '<', 'a\n\n', '00:00 --> 00:01\na\n'])
    expect(() => readSubtitles(hostile.repeat(1_000_000 / hostile.length), 'srt')).not.toThrow();
  const piece = fc.constantFrom(
    '1',
    '\n',
    '\n\n',
    '00:01 --> 00:02',
    'NOTE',
    '<v A>',
    ' a',
    '-->',
    '99:99:99,999 --> 0:0:0',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.constantFrom('srt' as const, 'vtt' as const, 'sbv' as const),
      (pieces, kind) => {
        for (const cue of cuesOf(pieces.join(''), kind)) expect(cue.lines.length).toBeGreaterThan(0);
        for (const page of readSubtitles(pieces.join(''), kind))
          expect('label' in page && page.label?.length).toBeLessThanOrEqual(40);
      },
    ),
  );
});
