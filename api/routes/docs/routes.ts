import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Router } from '@koa/router';
// Not the package itself, whose import would run the whole page in this process.
import swaggerUiPath from 'swagger-ui-dist/absolute-path.js';

/** What the page needs of Swagger UI, and the type of each. */
const ASSETS: Record<string, string> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Scholium API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<main id="docs"></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });\n`;

/**
 * The API's documentation: the document itself, and a page that shows it without any other host. The document is made
 * when it is asked for first, since that takes a tenth of the time in which the API is to be ready.
 */
export function docsRoutes(makeDocument: () => object): Router {
  const router = new Router({ sensitive: true, strict: true });
  const folder = swaggerUiPath();
  let document: object | undefined;

  router.get('/api/v1/openapi.json', (ctx) => {
    document ??= makeDocument();
    ctx.body = document;
  });
  router.get('/docs', (ctx) => {
    ctx.type = 'html';
    ctx.body = PAGE;
  });
  router.get('/docs/start.js', (ctx) => {
    ctx.type = 'text/javascript';
    ctx.body = START;
  });
  for (const [name, type] of Object.entries(ASSETS)) {
    router.get(`/docs/${name}`, (ctx) => {
      ctx.type = type;
      ctx.set('Cache-Control', 'public, max-age=86400');
      ctx.body = createReadStream(join(folder, name));
    });
  }
  return router;
}
