import type { DraftWording } from '../draft-wording.js';

/** Wording of drafts in Portuguese. */
export const pt: DraftWording = {
  leaning:
    'mais tarde|no entanto|este|esta|isto|estes|estas|esse|essa|isso|esses|essas|aquele|aquela|aquilo|aqueles|aquelas|tal|tais|aqui|acima|abaixo|seguinte|seguintes|anterior|anteriores|figura|tabela|exemplo|por exemplo|nós|nosso|nossa|você|eu|meu|minha|ele|ela|eles|elas|seu|sua|seus|suas|lhe|lhes|outro|outra|outros|outras|ambos|ambas|também|além disso|hoje|agora|logo|depois|antes|então|assim|ali|mesmo|mesma|o primeiro|o segundo|a primeira|a segunda|dele|dela|deles|delas|nele|nela|desse|dessa|deste|desta|nesse|nessa|neste|nesta',
  starts:
    'inicialmente|posteriormente|finalmente|originalmente|mas|e|ou|nem|assim|então|logo|porém|contudo|por isso|portanto|embora|quando|se|como|porque|enquanto|depois|antes|em contrapartida|além|também|só|somente|apenas|não|muitos|muitas|alguns|algumas|todos|todas|cada|um|uma|uns|umas|é|são|era|eram|foi|há|com|sem|de|desde|até|para|por|segundo|ao',
  quantifiers: 'todos|todas|muitos|muitas|alguns|algumas|poucos|poucas|nenhum|cada|a maioria',
  cases: 'suponha|suponhamos|imagine|exemplo|por exemplo|figura|tabela|gráfico|diagrama',
  supposes: 'suponha|suponhamos|imagine|imaginemos|considere|consideremos',
  asides: 'exemplo*|exercício*|pergunta*|problema*|erro*|solução|soluções|resposta*|fontes|bibliografia|índice|resumo',
  verbs:
    'é|são|era|eram|foi|foram|há|tem|têm|tinha|pode|podem|deve|devem|está|estão|faz|fazem|forma|formam|contém|chama|chamam|serve|cobre|cobrem|mede|vive|vivem|ocupa',
  verbEndings: 'ou|ava|ia|aram|eram|am|em|a|e',
  named: 'chamado|chamada|chamados|chamadas|chama-se|denominado|denominada|conhecido como|conhecida como',
  noTerms:
    'resultado|exemplo|razão|diferença|resposta|tipo|parte|número|caso|problema|ponto|ideia|passo|regra|nome|forma',
  manner: 'mente',
  definite: 'o|a|os|as',
  praising: 'importante|essencial|grande|bom|boa',
  sameAs: 'ou|também|isto é|ou seja|como|por exemplo|tipo de|tipos de',
  limits:
    'pelo menos|no máximo|mais de|mais do|mais da|menos de|menos do|menos da|até|entre|desde|ou|quase|apenas|máximo|mínimo',
  beforeCount: 'há|faz',
  afterCount: 'depois|mais tarde|antes|atrás',
  yearAtStart: 'Em {year},? ',
  yearAtEnd: ',? em {year}',
  beforeYear: 'em|desde|até|de|ano',
  atYear: 'em|de|ano',
  sequence: 'passo|passos|fase|fases|etapa|etapas|ordem|sequência|ciclo',
  describing: 'oso|osa|al|ico|ica|ivo|iva|ável|ível|ado|ada|ido|ida|ar',
  backPerson: '-',
  plain: '-',
  backMany: '-',
  backOne: '-',
  backObject: '-',
  holders: '-',
  subjectless: '^(?:Em (?:\\p{L}+ de )?\\d{4},? )?\\p{Ll}{3,}(?:ou|eu|iu) (?:um|uma|uns|umas)(?!\\p{L})',
  nameless: 'grupo|empresa|organização|lei|programa|estudo|relatório|movimento|acordo|projeto',
  befallen: '\\p{L}+[ai]d[oa]s?',
  oneOfMany:
    'alguns|algumas|muitos|muitas|outro|outra|outros|outras|um segundo|uma segunda|um terceiro|uma terceira|um dos|uma das|tipo de|tipos de|classe de|grupo de',
  hedges: 'atualmente|até agora|quase|muitas vezes|geralmente|muitos|muitas|alguns|algumas|talvez|provavelmente|ainda',
  plural: 's',
  didSo: 'descobriu|inventou|propôs|descreveu|mostrou|escreveu|mediu|construiu|fundou|governou|demonstrou|publicou',
  ask: {
    term: 'Que termo falta na frase?',
    name: 'Que nome falta na frase?',
    number: 'Que número falta na frase?',
    year: 'Que ano falta na frase?',
    writeTerm: 'Escreva o termo que falta na frase.',
    writeNumber: 'Que número falta na frase?',
    events: 'Ordene estes acontecimentos, do mais antigo ao mais recente.',
    steps: 'Ponha isto em ordem, do primeiro ao último.',
    match: 'Associe cada termo ao que se diz dele.',
  },
  under: 'Sobre “{heading}”.',
  says: 'O texto diz: “{sentence}”',
};
