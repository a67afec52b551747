/** What is said between two times. */
export interface Cue {
  /** Seconds from the beginning. */
  start: number;
  end: number;
  /** As they are shown, without marks of style. */
  lines: string[];
  /** Where the file names who speaks. */
  speaker: string | undefined;
}

/** The kinds of subtitles that are text: SubRip, WebVTT, and what YouTube exports. */
export type SubtitleKind = 'srt' | 'vtt' | 'sbv';

const TIME = '(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{1,2})(?:[.,](\\d{1,3}))?';
const TIMES = new RegExp(`^\\s*${TIME}\\s*-->\\s*${TIME}(?:\\s|$)`);
const SBV_TIMES = /^(\d{1,3}):(\d{2}):(\d{2})\.(\d{3}),(\d{1,3}):(\d{2}):(\d{2})\.(\d{3})$/;
/** Parts of WebVTT that are not shown. */
const ASIDE = /^(?:NOTE|STYLE|REGION)(?:\s|$)/;
const VOICE = /<v(?:\.[^\s>]{0,100})?[ \t]+([^>\n]{1,100})>/;
/** Those of WebVTT, and what players of SubRip know; what else stands between angles may be a text's own. */
const TAG =
  /<\/?(?:b|i|u|s|c|v|em|strong|font|span|ruby|rt|lang|br|p|div|size|color)(?:[\s.=/][^<>\n]{0,300})?>|<\d[\d:.]{0,20}>|\{\\[^{}\n]{0,200}\}/gi;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' };

/** Which kind of subtitles a text is, by its beginning; undefined for other texts. */
export function subtitleKind(start: string): SubtitleKind | undefined {
  if (/^WEBVTT(?:[ \t\n]|$)/.test(start)) return 'vtt';
  const [first = '', second = ''] = start.trimStart().split('\n', 2);
  if (SBV_TIMES.test(first.trim())) return 'sbv';
  return TIMES.test(first) || (/^\d{1,6}\s*$/.test(first) && TIMES.test(second)) ? 'srt' : undefined;
}

/** The cues of subtitles in their order; lines end in \n. */
export function cuesOf(text: string, kind: SubtitleKind): Cue[] {
  const cues: Cue[] = [];
  let cue: Cue | undefined;
  /** Within what is not shown, which ends with an empty line. */
  let isAside = kind === 'vtt';
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const times = (kind === 'sbv' ? SBV_TIMES : TIMES).exec(kind === 'sbv' ? line.trim() : line);
    if (times) {
      cue = { start: secondsOf(times.slice(1, 5)), end: secondsOf(times.slice(5, 9)), lines: [], speaker: undefined };
      cues.push(cue);
      isAside = false;
    } else if (kind === 'vtt' && cue === undefined && ASIDE.test(line)) isAside = true;
    else if (line === '' && (kind === 'vtt' || isCueAhead(lines, at + 1))) {
      // In the other kinds an empty line may stand within a cue.
      cue = undefined;
      isAside = false;
    } else if (cue && !isAside && !isNameOfCue(lines, at, kind)) addLine(cue, line);
  }
  return cues.filter((each) => each.lines.length > 0);
}

function secondsOf(parts: readonly (string | undefined)[]): number {
  const [hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts;
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction}`);
}

const isTimes = (line: string | undefined): boolean =>
  line !== undefined && (TIMES.test(line) || SBV_TIMES.test(line.trim()));

/** Whether the next lines are the number, and the times, of a cue. */
const isCueAhead = (lines: readonly string[], at: number): boolean =>
  at >= lines.length - 1 ||
  isTimes(lines[at]) ||
  isTimes(lines[at + 1]) ||
  (lines[at] === '' && isCueAhead(lines, at + 1));

/** The number of a cue stands before its times, also where the empty line before it is missing. */
const isNameOfCue = (lines: readonly string[], at: number, kind: SubtitleKind): boolean =>
  kind === 'srt' && /^\s*\d+\s*$/.test(lines[at] ?? '') && isTimes(lines[at + 1]);

function addLine(cue: Cue, line: string): void {
  const voice = VOICE.exec(line)?.[1]?.trim();
  if (voice !== undefined && cue.speaker !== undefined && cue.speaker !== voice) cue.lines.push(`${voice}:`);
  cue.speaker ??= voice;
  const text = line
    .replace(TAG, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_all, name: string) => ENTITIES[name] ?? '');
  const shown = text.replace(/\s+/g, ' ').trim();
  if (shown !== '') cue.lines.push(shown);
}
