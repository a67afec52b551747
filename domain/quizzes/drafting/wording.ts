/** What is known of a language that questions are drafted in without a model. Phrases are parted by `|`. */
export interface DraftWording {
  /** Words by which a sentence rests on others, wherever they stand. */
  leaning: string;
  /** What a sentence begins with that goes on from the one before, or supposes something. */
  starts: string;
  /** Words that stand for what was spoken of, unless what they count follows: `most are`, and not `most cells`. */
  quantifiers: string;
  /** Words of headings above examples, exercises and the like, where sentences hold for their case only. */
  asides: string;
  /** Words that a clause cannot do without; any of them, or a word with one of these endings, is taken for its verb. */
  verbs: string;
  verbEndings: string;
  /** Stands before the name that a sentence gives to something. */
  named: string;
  /** Words that are terms of no subject. */
  noTerms: string;
  /** Endings of words that say how or where, which are no terms; '' where endings do not tell. */
  manner: string;
  /** Articles of the one thing that something is. */
  definite: string;
  /** Words that praise and do not say what something is, behind an article. */
  praising: string;
  /** Between two names of one thing, and between a kind and its examples. */
  sameAs: string;
  /** Words for a person that the sentence names before. */
  backPerson: string;
  /** Phrases that rest on nothing, though a word of them may. */
  plain: string;
  /** Words for several, or for one thing, that the sentence names before. */
  backMany: string;
  backOne: string;
  /** Those of them that may be objects, and the words close before that hold them within the sentence. */
  backObject: string;
  holders: string;
  /** What leaves room for another number or year. */
  hedges: string;
  /** Limits that make more than one number right. */
  limits: string;
  /** Where a year stands that a sentence goes without, as patterns with `{year}`. */
  yearAtStart: string;
  yearAtEnd: string;
  /** Directly before a single year. */
  beforeYear: string;
  /** Those of them behind which no other year is right. */
  atYear: string;
  /** Words of a heading or an introduction to a list whose order is that of its items. */
  sequence: string;
  /** Endings of words that say how something is, and of plurals: terms of one kind stand for one another. */
  describing: string;
  plural: string;
  /** What persons do that sources name, in the past; '' where names are not asked for. */
  didSo: string;
  ask: {
    term: string;
    name: string;
    number: string;
    year: string;
    writeTerm: string;
    writeNumber: string;
    events: string;
    steps: string;
    match: string;
  };
  /** With `{heading}` and `{sentence}`. */
  under: string;
  says: string;
}

/** By BCP 47; in other languages nothing is drafted without a model. */
export const DRAFT_WORDING: Readonly<Record<string, DraftWording>> = {
  en: {
    leaning:
      "this|these|those|that one|such|here|above|below|following|former|latter|previous|earlier|thereby|thereafter|figure|table|diagram|graph|picture|for instance|e.g|we|our|us|you|your|i|my|the same|the other|the others|both|neither|either|each of them|one of them|let us|let's|again|likewise|now|do so|does so|did so|the reverse|the opposite|the year also|the year saw|the same year|the million|the thousand|the hundred|something else|something different|the turn|the work of|someone|somebody|anyone|whoever|yours|mine|instead|even so|afterward|afterwards|later on|a year later|years later|days later|meanwhile|at first|in turn|respectively|ones|would|as well|then|if so|a good one|a bad one|a large one|a small one|a new one|no one|the one|the rest|the result|the answer|the difference|the reason|the second|the third|the first two|the two|the three|the four|all three|all four|there it|who knows",
    starts:
      'explore|visit|read|click|watch|see|listen|browse|describe|explain|identify|define|discuss|recall|notice|but|and|so|then|thus|therefore|hence|however|yet|or|nor|still|often|sometimes|usually|mostly|others|other|one|two|three|it|its|they|them|their|there|that|what|which|where|why|how|who|suppose|imagine|take|let|consider|assume|find|say|call|put|think|remember|note|compare|count|draw|write|add|use|look|first|second|third|finally|next|last|only|not|more|less|in all|in total|in sum|in practice|in short|in fact|in general|in contrast|by contrast|in reality|for|since then|once|even|just|nearly all|almost all|nearly|almost|hardly|whoever|whatever|anyone|everyone|together|beyond|inside|outside|within|beside|besides|by then|at once|at last|at|to|at the same time|in his|in her|in its|in their|on the|the whole|the first|the next|the last|the old|the new|the sum|the same|same|like|unlike|instead of|rather|exactly|half|about half|either|neither|both|having|being|doing|seen|given|elsewhere|perhaps|maybe|indeed|please|do|does|did|is|are|was|were|can|could|may|must|should|would',
    quantifiers: 'some|many|most|all|none|few|several|no|each|every|people|a few|fewer',
    asides:
      'example*|exercise*|question*|problem*|mistake*|solution*|answer*|quiz|practice|task*|homework|sources|references|bibliography|contents|index|appendix|further reading|objectives|faq|summary',
    verbs:
      'is|are|was|were|be|been|has|have|had|can|could|may|might|must|will|would|do|does|did|become|becomes|became|make|makes|made|give|gives|gave|take|takes|took|hold|holds|held|keep|keeps|kept|lie|lies|stand|stands|stood|form|forms|grow|grows|grew|rise|rises|rose|fall|falls|fell|build|builds|built|carry|carries|begin|begins|began|lead|leads|led|need|needs|use|uses|contain|contains|consist|consists|show|shows|mean|means|say|says|run|runs|lose|loses|lost|come|comes|came|go|goes|went|cost|costs|let|lets',
    verbEndings: 'ed|es|s',
    named: 'called|known as|named|termed|referred to as',
    noTerms:
      'result|example|reason|difference|answer|way|kind|type|part|number|case|question|problem|point|idea|step|rule|thing|purpose|effect|cause|goal|aim|name|term|word|form|method|role|function|structure|feature',
    manner: 'ly',
    definite: 'the',
    praising:
      'important|essential|major|key|common|critical|vital|useful|good|great|significant|main|central|crucial|necessary|big',
    sameAs:
      'or|also called|also known as|that is|i.e|in other words|such as|including|like|for example|kinds of|kind of|types of|type of|a form of',
    limits:
      'at least|at most|more than|less than|over|under|up to|fewer than|above|below|between|from|to|or|nearly|almost|hardly|only just|minimum|maximum|within',
    yearAtStart: '(?:In|By) {year},? ',
    yearAtEnd: ',? in {year}',
    beforeYear: 'in|since|until|year',
    atYear: 'in',
    sequence:
      'step|steps|stage|stages|phase|phases|order|sequence|cycle|procedure|then|in turn|one after the other|pass through|passes through|in these stages|divides',
    describing: 'ous|al|ic|ive|able|ible|ary|ent|ant|ed|ful|less|ish|ar|ing',
    backPerson: 'he|she|his|her|him|himself|herself',
    plain: 'such as|above all|for example|those who|those that|those of|that of',
    backMany: 'they|them|their|theirs',
    backOne: 'it|its|itself',
    backObject: 'it|them|they',
    holders: 'that|which|who|because|when|if|as|before|after|until|once|since|so|how|why|what|where',
    hedges:
      'much to|nearly|mostly|often|usually|generally|typically|many|most|some|largely|almost|widely|commonly|perhaps|probably|could|may|might|hardly|still|already|increasingly',
    plural: '(?:(?<![suio])s|ae)',
    didSo:
      'argued|found|discovered|invented|proposed|described|showed|stressed|guessed|wrote|measured|built|led|proved|saw|introduced|developed|formulated|suggested|published|explained|noticed|observed|rounded|reached|accused|counted|added|praised|taught|devised|designed|demonstrated|used|coined|founded|ruled|conquered|hid|gave|replaced|called|became|won|studied|protected|calculated|drew|held|claimed|warned|identified|isolated|created|painted|composed|crossed|sailed|landed|defeated|ordered|signed|was born|died',
    ask: {
      term: 'Which term belongs in the gap?',
      name: 'Whose name belongs in the gap?',
      number: 'Which number belongs in the gap?',
      year: 'Which year belongs in the gap?',
      writeTerm: 'Write the term that belongs in the gap.',
      writeNumber: 'Which number belongs in the gap?',
      events: 'Put these events in order, the earliest first.',
      steps: 'Put these in their order, from the first to the last.',
      match: 'Match each term with what is said of it.',
    },
    under: 'On “{heading}”.',
    says: 'The text says: “{sentence}”',
  },
  de: {
    leaning:
      'dies|diese|dieser|dieses|diesem|diesen|jene|jener|jenes|solche|solcher|solches|hier|oben|unten|folgende|folgenden|erstere|letztere|dort|davon|dazu|daraus|dadurch|dabei|daher|damit|darin|darauf|dagegen|dafür|deshalb|deswegen|darum|abbildung|tabelle|beispiel|beispielsweise|zum beispiel|z. b|wir|unser|unsere|uns|ich|mein|man|er|sie|ihm|ihn|ihr|ihre|ihren|ihrem|ihrer|sein|seine|seinen|seinem|seiner|dieselbe|derselbe|dasselbe|andere|anderen|anderer|beide|beiden|heute|nun|jetzt|bald|auch|ebenfalls|ebenso|wiederum|danach|später|zuvor|vorher|dann|jemand|statt dessen|stattdessen|sonst|zunächst|zuerst|die erste|die zweite|der erste|der zweite|das erste|das zweite',
    starts:
      'aber|und|so|denn|doch|oder|sondern|jedoch|also|es|sie|er|das|dass|was|wer|wie|wo|wann|warum|wenn|falls|da|weil|obwohl|während|nachdem|bevor|als|bei|nach|vor|mit|ohne|von|zu|aus|an|am|auf|in ihm|in ihr|in ihnen|nur|nicht|kein|keine|manche|viele|einige|alle|jeder|jede|jedes|meist|meistens|oft|manchmal|nehmen|angenommen|gegeben|berechne|nenne|ein|eine|einen|einem|einer',
    quantifiers: 'alle|viele|manche|einige|wenige|keine|jede|jeder|jedes|die meisten',
    asides:
      'beispiel*|aufgabe*|übung*|frage*|fehler|lösung*|antwort*|quellen|literatur*|inhalt*|anhang|lernziele|zusammenfassung',
    verbs:
      'ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|hatten|kann|können|muss|müssen|soll|sollen|heißt|heißen|nennt|besteht|bestehen|enthält|enthalten|liegt|liegen|bildet|bilden|gibt|macht|braucht|dient|führt|nimmt|steht',
    verbEndings: 't|te|ten|en',
    named: 'heißt|heißen|genannt|nennt man|bezeichnet man als|bezeichnet als',
    noTerms:
      'ergebnis|beispiel|grund|unterschied|antwort|art|teil|zahl|frage|problem|punkt|idee|schritt|regel|zweck|ziel|name|wort|form',
    manner: '',
    definite: 'der|die|das',
    praising: 'wichtiger|wichtige|wichtiges|häufiger|häufige|guter|gute|großer|große',
    sameAs: 'oder|auch|das heißt|d. h|wie|etwa|zum beispiel|art|arten|sogenannte',
    limits:
      'mindestens|höchstens|mehr als|weniger als|über|unter|bis|zwischen|von|oder|fast|knapp|kaum|maximal|minimal|innerhalb',
    yearAtStart: '(?:Im Jahre?|Im Jahr|Anno)? ?{year} ',
    yearAtEnd: ' im Jahre? {year}',
    beforeYear: 'jahr|jahre|seit|bis|im',
    atYear: 'jahr|jahre|im',
    sequence: 'schritt|schritte|phase|phasen|stufe|stufen|reihenfolge|ablauf|zyklus|nacheinander',
    describing: 'ig|lich|isch|bar|sam|haft|end|los',
    backPerson: '-',
    plain: '-',
    backMany: '-',
    backOne: '-',
    backObject: '-',
    holders: '-',
    hedges: 'fast|meist|meistens|oft|häufig|viele|manche|einige|vermutlich|wohl|kaum|überwiegend|weitgehend',
    plural: '(?:en|er|e|s)',
    didSo: '',
    ask: {
      term: 'Welcher Begriff gehört in die Lücke?',
      name: 'Welcher Name gehört in die Lücke?',
      number: 'Welche Zahl gehört in die Lücke?',
      year: 'Welches Jahr gehört in die Lücke?',
      writeTerm: 'Schreibe den Begriff, der in die Lücke gehört.',
      writeNumber: 'Welche Zahl gehört in die Lücke?',
      events: 'Ordne diese Ereignisse, das früheste zuerst.',
      steps: 'Bringe dies in die richtige Reihenfolge.',
      match: 'Ordne jedem Begriff zu, was über ihn gesagt wird.',
    },
    under: 'Zu „{heading}“.',
    says: 'Im Text steht: „{sentence}“',
  },
  es: {
    leaning:
      'este|esta|esto|estos|estas|ese|esa|eso|esos|esas|aquel|aquella|aquellos|aquellas|tal|tales|aquí|arriba|abajo|siguiente|siguientes|anterior|anteriores|figura|tabla|ejemplo|por ejemplo|nosotros|nuestro|nuestra|usted|yo|mi|él|ella|ellos|ellas|su|sus|le|les|lo|los demás|otro|otra|otros|otras|ambos|ambas|también|además|hoy|ahora|luego|después|antes|entonces|así|allí|mismo|misma|el primero|el segundo|la primera|la segunda',
    starts:
      'pero|y|o|ni|así|entonces|luego|sin embargo|por eso|por tanto|aunque|cuando|si|como|porque|mientras|después|antes|en cambio|además|también|solo|sólo|no|muchos|muchas|algunos|algunas|todos|todas|cada|uno|una|unos|unas|se|es|son|era|eran|fue|hay|con|sin|de|desde|hasta|para|por|según|al|a',
    quantifiers: 'todos|todas|muchos|muchas|algunos|algunas|pocos|pocas|ninguno|cada|la mayoría',
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
    limits: 'al menos|como máximo|más de|menos de|hasta|entre|desde|o|casi|apenas|máximo|mínimo',
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
    hedges: 'casi|muchas veces|a menudo|generalmente|muchos|muchas|algunos|algunas|quizá|probablemente|aún|todavía',
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
  },
  fr: {
    leaning:
      "ce|cet|cette|ces|celui|celle|ceux|celles|cela|ça|ici|là|ci-dessus|ci-dessous|suivant|suivante|suivants|précédent|précédente|tel|telle|tels|telles|figure|tableau|exemple|par exemple|nous|notre|nos|vous|votre|je|mon|ma|on|il|elle|ils|elles|son|sa|ses|leur|leurs|lui|en|y|même|mêmes|autre|autres|aussi|également|ainsi|alors|ensuite|puis|aujourd'hui|maintenant|bientôt|après|avant|dernier|dernière|le premier|la première|le second|la seconde|les deux",
    starts:
      'mais|et|ou|ni|donc|or|car|ainsi|alors|puis|ensuite|cependant|pourtant|toutefois|quand|lorsque|si|comme|parce que|puisque|tandis que|bien que|après|avant|seul|seule|seulement|aucun|aucune|certains|certaines|plusieurs|tous|toutes|chaque|beaucoup|un|une|des|il|elle|ils|elles|on|ce|c|avec|sans|de|depuis|pour|par|selon|dans ce|soit|supposons|prenons',
    quantifiers: 'tous|toutes|beaucoup|certains|certaines|quelques|plusieurs|chaque|aucun|aucune|la plupart',
    asides:
      'exemple*|exercice*|question*|problème*|erreur*|solution*|réponse*|sources|bibliographie|sommaire|annexe|résumé',
    verbs:
      'est|sont|était|étaient|fut|furent|a|ont|avait|avaient|peut|peuvent|doit|doivent|fait|font|forme|forment|contient|contiennent|appelle|appellent|sert|servent|mesure|mesurent|vaut|valent|dépend|dépendent|passe|passent|désigne',
    verbEndings: 'ait|aient|èrent|ent|e|it',
    named: "appelé|appelée|appelés|appelées|s'appelle|s'appellent|nommé|nommée|dit|dite|on appelle",
    noTerms:
      'résultat|exemple|raison|différence|réponse|type|partie|nombre|cas|question|problème|point|idée|étape|règle|nom|forme',
    manner: 'ment',
    definite: 'le|la|les|l',
    praising: 'important|importante|grand|grande|bon|bonne|essentiel',
    sameAs: "ou|aussi|c'est-à-dire|comme|tels que|telles que|par exemple|sorte de|sortes de|type de|types de",
    limits: "au moins|au plus|plus de|moins de|jusqu'à|entre|de|à|ou|presque|à peine|maximum|minimum",
    yearAtStart: 'En {year},? ',
    yearAtEnd: ',? en {year}',
    beforeYear: "en|depuis|jusqu'en|de|année|dès",
    atYear: 'en|de|année',
    sequence: 'étape|étapes|phase|phases|ordre|succession|cycle',
    describing: 'eux|euse|al|ale|ique|if|ive|able|ible|aire|é|ée',
    backPerson: '-',
    plain: '-',
    backMany: '-',
    backOne: '-',
    backObject: '-',
    holders: '-',
    hedges: 'presque|souvent|généralement|beaucoup|certains|certaines|peut-être|probablement|surtout|encore',
    plural: '[sx]',
    didSo:
      'découvrit|a découvert|inventa|a inventé|proposa|a proposé|décrivit|montra|a montré|écrivit|mesura|construisit|fonda|démontra|publia',
    ask: {
      term: 'Quel terme manque dans la phrase ?',
      name: 'Quel nom manque dans la phrase ?',
      number: 'Quel nombre manque dans la phrase ?',
      year: 'Quelle année manque dans la phrase ?',
      writeTerm: 'Écrivez le terme qui manque dans la phrase.',
      writeNumber: 'Quel nombre manque dans la phrase ?',
      events: 'Rangez ces événements du plus ancien au plus récent.',
      steps: 'Rangez ceci dans le bon ordre.',
      match: 'Associez à chaque terme ce qui en est dit.',
    },
    under: 'Sur « {heading} ».',
    says: 'Le texte dit : « {sentence} »',
  },
  pt: {
    leaning:
      'este|esta|isto|estes|estas|esse|essa|isso|esses|essas|aquele|aquela|aquilo|aqueles|aquelas|tal|tais|aqui|acima|abaixo|seguinte|seguintes|anterior|anteriores|figura|tabela|exemplo|por exemplo|nós|nosso|nossa|você|eu|meu|minha|ele|ela|eles|elas|seu|sua|seus|suas|lhe|lhes|outro|outra|outros|outras|ambos|ambas|também|além disso|hoje|agora|logo|depois|antes|então|assim|ali|mesmo|mesma|o primeiro|o segundo|a primeira|a segunda|dele|dela|deles|delas|nele|nela|desse|dessa|deste|desta|nesse|nessa|neste|nesta',
    starts:
      'mas|e|ou|nem|assim|então|logo|porém|contudo|por isso|portanto|embora|quando|se|como|porque|enquanto|depois|antes|em contrapartida|além|também|só|somente|apenas|não|muitos|muitas|alguns|algumas|todos|todas|cada|um|uma|uns|umas|é|são|era|eram|foi|há|com|sem|de|desde|até|para|por|segundo|ao',
    quantifiers: 'todos|todas|muitos|muitas|alguns|algumas|poucos|poucas|nenhum|cada|a maioria',
    asides:
      'exemplo*|exercício*|pergunta*|problema*|erro*|solução|soluções|resposta*|fontes|bibliografia|índice|resumo',
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
    limits: 'pelo menos|no máximo|mais de|menos de|até|entre|desde|ou|quase|apenas|máximo|mínimo',
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
    hedges: 'quase|muitas vezes|geralmente|muitos|muitas|alguns|algumas|talvez|provavelmente|ainda',
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
  },
};
