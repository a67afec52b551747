/** Elements within elements at most; browsers stop at 512, and the parser's time grows with the square. */
export const MAX_DEPTH = 10_000;

/** Elements whose text is not the page's: programs, images, controls, and what leads elsewhere on the site. */
export const SKIPPED: ReadonlySet<string> = new Set([
  'audio',
  'button',
  'canvas',
  'datalist',
  'embed',
  'iframe',
  'menu',
  'nav',
  'noscript',
  'object',
  'rp',
  'script',
  'select',
  'style',
  'svg',
  'template',
  'textarea',
  'video',
]);

/** ARIA roles of such elements. */
export const SKIPPED_ROLES: ReadonlySet<string> = new Set([
  'banner',
  'complementary',
  'contentinfo',
  'dialog',
  'menu',
  'menubar',
  'navigation',
  'search',
  'toolbar',
]);

/** Elements that begin and end a paragraph. */
export const BLOCKS: ReadonlySet<string> = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'caption',
  'center',
  'dd',
  'details',
  'dialog',
  'dir',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'head',
  'header',
  'hgroup',
  'hr',
  'legend',
  'li',
  'main',
  'ol',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'ul',
]);

/** Elements with content of their own, whose footer is not the site's. */
export const SECTIONS: ReadonlySet<string> = new Set(['article', 'blockquote', 'figure', 'main', 'section', 'table']);

const HEADING = /^h[1-6]$/;

/** The level of a heading's element, 0 for any other. */
export const headingLevel = (name: string): number => (HEADING.test(name) ? Number(name[1]) : 0);
