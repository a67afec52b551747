import { describe, expect, test } from '@jest/globals';
import { DOCUMENT_FORMATS, FORMATS, hasMadePages, isImageFormat } from '../../../domain/text/formats.js';

describe('the formats of materials', () => {
  test.each([
    ['pdf', 'application/pdf', 'pdf', 'pdf'],
    ['png', 'image/png', 'png', 'image'],
    ['jpeg', 'image/jpeg', 'jpg', 'image'],
    ['tiff', 'image/tiff', 'tif', 'image'],
    ['webp', 'image/webp', 'webp', 'image'],
    ['heic', 'image/heic', 'heic', 'image'],
    ['avif', 'image/avif', 'avif', 'image'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx', 'conversion'],
    ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx', 'conversion'],
    ['odt', 'application/vnd.oasis.opendocument.text', 'odt', 'conversion'],
    ['odp', 'application/vnd.oasis.opendocument.presentation', 'odp', 'conversion'],
    ['rtf', 'application/rtf', 'rtf', 'conversion'],
    ['epub', 'application/epub+zip', 'epub', 'conversion'],
    ['html', 'text/html', 'html', 'conversion'],
    ['markdown', 'text/markdown', 'md', 'conversion'],
    ['text', 'text/plain', 'txt', 'conversion'],
    ['notebook', 'application/x-ipynb+json', 'ipynb', 'conversion'],
    ['csv', 'text/csv', 'csv', 'conversion'],
    ['tsv', 'text/tab-separated-values', 'tsv', 'conversion'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx', 'conversion'],
    ['ods', 'application/vnd.oasis.opendocument.spreadsheet', 'ods', 'conversion'],
    ['srt', 'application/x-subrip', 'srt', 'conversion'],
    ['vtt', 'text/vtt', 'vtt', 'conversion'],
    ['sbv', 'text/plain', 'sbv', 'conversion'],
  ] as const)('%s is sent as %s, named .%s and read as %s', (format, mediaType, extension, reader) => {
    expect(FORMATS[format]).toMatchObject({ mediaType, extension, reader });
    expect(isImageFormat(format)).toBe(reader === 'image');
  });

  test('are these twenty-four', () => {
    expect(DOCUMENT_FORMATS).toHaveLength(24);
  });

  test('have pages that we make where text flows, and none where a reader sees slides, sheets or times', () => {
    expect(DOCUMENT_FORMATS.filter(hasMadePages)).toEqual([
      'docx',
      'odt',
      'rtf',
      'epub',
      'html',
      'markdown',
      'text',
      'notebook',
      'csv',
      'tsv',
    ]);
  });
});
