import type { DocumentFormat } from './formats.js';

/** A page of a student's material. */
export interface PageRef {
  materialId: string;
  /** From 1. */
  pageNo: number;
}

/** The plain text of a lesson. */
export interface LessonRef {
  lessonId: string;
}

/** A text that can be cited. */
export type SourceRef = PageRef | LessonRef;

/** A text that can be cited, with what it says. */
export type CitableText<Ref extends SourceRef = SourceRef> = Ref & {
  text: string;
  label?: string | null;
  /** Of a page: that of its material. */
  format?: DocumentFormat;
};

export const isLesson = <T extends SourceRef>(ref: T): ref is Extract<T, LessonRef> => 'lessonId' in ref;

export const isPage = <T extends SourceRef>(ref: T): ref is Extract<T, PageRef> => 'pageNo' in ref;

/** The pages of each material that are asked of, both inclusive; both null where all are. */
interface AskedPages {
  pageFrom: number | null;
  pageTo: number | null;
}

/** Tells whether a text is among what is asked of; lessons have no pages, and always are. */
export const isAskedFor = ({ pageFrom, pageTo }: AskedPages, source: SourceRef): boolean =>
  !isPage(source) || pageFrom === null || pageTo === null || (source.pageNo >= pageFrom && source.pageNo <= pageTo);

/** What names a text and nothing more. */
export function refOf<Ref extends SourceRef>(source: Ref): Ref {
  const named: SourceRef = source;
  const ref: SourceRef = isLesson(named)
    ? { lessonId: named.lessonId }
    : { materialId: named.materialId, pageNo: named.pageNo };
  return ref as Ref;
}

/** The same for the same text, and for no other. */
export const sourceKey = (source: SourceRef): string => Object.values(refOf(source)).join('/');
