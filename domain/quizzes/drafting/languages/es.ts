import type { DraftWording } from '../draft-wording.js';

/** Wording of drafts in Spanish. */
export const es: DraftWording = {
  leaning:
    'más tarde|más adelante|sin embargo|no obstante|este|esta|esto|estos|estas|ese|esa|eso|esos|esas|aquel|aquella|aquellos|aquellas|tal|tales|aquí|arriba|abajo|siguiente|siguientes|anterior|anteriores|figura|tabla|ejemplo|por ejemplo|nosotros|nuestro|nuestra|usted|yo|mi|él|ella|ellos|ellas|su|sus|le|les|lo|los demás|otro|otra|otros|otras|ambos|ambas|también|además|hoy|ahora|luego|después|antes|entonces|así|allí|mismo|misma|el primero|el segundo|la primera|la segunda',
  starts:
    'inicialmente|posteriormente|finalmente|originalmente|pero|y|o|ni|así|entonces|luego|sin embargo|por eso|por tanto|aunque|cuando|si|como|porque|mientras|después|antes|en cambio|además|también|solo|sólo|no|muchos|muchas|algunos|algunas|todos|todas|cada|uno|una|unos|unas|se|es|son|era|eran|fue|hay|con|sin|de|desde|hasta|para|por|según|al|a',
  quantifiers: 'todos|todas|muchos|muchas|algunos|algunas|pocos|pocas|ninguno|cada|la mayoría',
  cases: 'supongamos|imaginemos|ejemplo|por ejemplo|figura|tabla|gráfico|diagrama',
  supposes: 'supongamos|supón|suponga|imagina|imagine|consideremos|considere',
  asides:
    'ejemplo*|ejercicio*|pregunta*|problema*|error*|solución|soluciones|respuesta*|fuentes|bibliografía|índice|resumen',
  verbs:
    'es|son|era|eran|fue|fueron|ha|han|había|tiene|tienen|tenía|puede|pueden|debe|deben|está|están|estaba|hace|hacen|forma|forman|contiene|llama|llaman|sirve|consiste|mide|vive|viven|gobernó|construyó',
  verbEndings: 'ó|aba|ía|aron|ieron|an|en|a|e',
  named:
    'llamado|llamada|llamados|llamadas|se llama|se llaman|se denomina|denominado|denominada|conocido como|conocida como',
  noTerms:
    'resultado|ejemplo|razón|diferencia|respuesta|tipo|parte|número|caso|problema|punto|idea|paso|regla|nombre|forma',
  manner: 'mente',
  definite: 'el|la|los|las',
  praising: 'importante|esencial|gran|buen|buena',
  sameAs: 'o|u|también|es decir|como|por ejemplo|tipo de|tipos de|clase de',
  limits: 'al menos|como máximo|más de|más del|menos de|menos del|hasta|entre|desde|o|casi|apenas|máximo|mínimo',
  beforeCount: 'hace|desde hace',
  afterCount: 'después|más tarde|antes|atrás',
  yearAtStart: 'En {year},? ',
  yearAtEnd: ',? en {year}',
  beforeYear: 'en|desde|hasta|de|año',
  atYear: 'en|de|año',
  sequence: 'paso|pasos|fase|fases|etapa|etapas|orden|secuencia|ciclo',
  describing: 'oso|osa|al|ico|ica|ivo|iva|able|ible|ado|ada|ido|ida|ar',
  backPerson: '-',
  plain: '-',
  backMany: '-',
  backOne: '-',
  backObject: '-',
  holders: '-',
  subjectless: '^(?:En (?:\\p{L}+ de )?\\d{4},? )?(?:se )?\\p{Ll}{3,}ó (?:un|una|unos|unas)(?!\\p{L})',
  nameless: 'grupo|empresa|organización|ley|programa|estudio|informe|movimiento|acuerdo|proyecto|tríada',
  befallen: '\\p{L}+[ai]d[oa]s?',
  oneOfMany:
    'algunos|algunas|muchos|muchas|otro|otra|otros|otras|un segundo|una segunda|un tercer|una tercera|uno de|una de|tipo de|tipos de|clase de|grupo de',
  hedges:
    'actualmente|hoy en día|hasta ahora|casi|muchas veces|a menudo|generalmente|muchos|muchas|algunos|algunas|quizá|probablemente|aún|todavía',
  plural: 's',
  didSo:
    'descubrió|inventó|propuso|describió|mostró|escribió|midió|construyó|fundó|gobernó|conquistó|demostró|publicó|explicó',
  ask: {
    term: '¿Qué término corresponde al espacio en blanco?',
    name: '¿Qué nombre corresponde al espacio en blanco?',
    number: '¿Qué número corresponde al espacio en blanco?',
    year: '¿Qué año corresponde al espacio en blanco?',
    writeTerm: 'Escribe el término que corresponde al espacio en blanco.',
    writeNumber: '¿Qué número corresponde al espacio en blanco?',
    events: 'Ordena estos acontecimientos, primero el más antiguo.',
    steps: 'Pon esto en su orden, del primero al último.',
    match: 'Une cada término con lo que se dice de él.',
  },
  under: 'Sobre «{heading}».',
  says: 'El texto dice: «{sentence}»',
};
