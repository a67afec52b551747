import type { Script } from '../signs/scripts.js';
import type { EquationReader } from './math.js';
import type { PictureData } from './picture-data.js';

/** A field, with what it is and whether it shows anything. */
export interface Field {
  instruction: string;
  hasResult: boolean;
}

/** What holds in a group; those within it begin with the same. */
export interface Group {
  /** Where its text goes. */
  target: 'text' | 'nowhere' | 'fonts' | 'styles' | 'marker' | 'instruction' | 'property' | 'picture';
  /** By its number in the table of fonts; undefined for the document's own. */
  font: number | undefined;
  script: Script | undefined;
  isHidden: boolean;
  isDeleted: boolean;
  /** Characters that stand in for one of Unicode. */
  fallbacks: number;
  style: number;
  outlineLevel: number | undefined;
  listLevel: number;
  isInTable: boolean;
  tableDepth: number;
  field: Field | undefined;
  equation: EquationReader | undefined;
  picture: PictureData | undefined;
  // Of this group alone:
  isFirst: boolean;
  isStarred: boolean;
  /** Of the two forms in it the second is read. */
  hasTwoForms: boolean;
  onClose: (() => void) | undefined;
}

/** How a paragraph begins that says nothing. */
const PLAIN_PARAGRAPH = { style: 0, outlineLevel: undefined, listLevel: 0, isInTable: false, tableDepth: 1 };
const PLAIN_TEXT = { font: undefined, script: undefined, isHidden: false, isDeleted: false };
/** Tables within tables that are told apart. */
const MAX_TABLES = 50;

/** What is around the outermost group: nothing is read there. */
export const OUTERMOST: Group = {
  ...PLAIN_PARAGRAPH,
  ...PLAIN_TEXT,
  target: 'nowhere',
  fallbacks: 1,
  field: undefined,
  equation: undefined,
  picture: undefined,
  isFirst: true,
  isStarred: false,
  hasTwoForms: false,
  onClose: undefined,
};

/** A group within another. @param isOutermost it is the document */
export function innerGroup(group: Group, isOutermost: boolean): Group {
  const target = isOutermost ? 'text' : group.hasTwoForms ? 'nowhere' : group.target;
  return { ...group, target, isFirst: true, isStarred: false, hasTwoForms: false, onClose: undefined };
}

/** Begins a text that stands apart, in the group of its own that it has. */
export function beginAside(group: Group): void {
  Object.assign(group, PLAIN_PARAGRAPH, { script: undefined });
}

/** Takes a word that sets how text stands, and tells whether it was one. */
export function setFormat(group: Group, name: string, value: number | undefined): boolean {
  const isOn = value !== 0;
  if (name === 'f') group.font = value;
  else if (name === 'super') group.script = isOn ? 'super' : undefined;
  else if (name === 'sub') group.script = isOn ? 'sub' : undefined;
  else if (name === 'nosupersub') group.script = undefined;
  else if (name === 'up' || name === 'dn') group.script = isOn ? (name === 'up' ? 'super' : 'sub') : undefined;
  else if (name === 'v') group.isHidden = isOn;
  else if (name === 'deleted') group.isDeleted = isOn;
  else if (name === 'plain') Object.assign(group, PLAIN_TEXT);
  else if (name === 'pard') Object.assign(group, PLAIN_PARAGRAPH);
  else if (name === 's') group.style = value ?? 0;
  else if (name === 'outlinelevel') group.outlineLevel = value !== undefined && value < 9 ? value + 1 : undefined;
  else if (name === 'ilvl') group.listLevel = value ?? 0;
  else if (name === 'intbl') group.isInTable = true;
  else if (name === 'itap') {
    group.isInTable = (value ?? 0) > 0;
    group.tableDepth = Math.min(value ?? 1, MAX_TABLES);
  } else if (name === 'uc') group.fallbacks = Math.max(value ?? 1, 0);
  else return false;
  return true;
}
