import type { DraftWording } from '../draft-wording.js';

/** Wording of drafts in English. */
export const en: DraftWording = {
  leaning:
    "this|also|the only one|the only ones|the next|learn more|read more|locally|a month later|a day later|a week later|the last year|these|those|that one|that time|that period|that year|that day|that point|that moment|that reality|the chapter|the section|the textbook|the statement|the survey|the poll|however, it|however, they|there.|participants|video|videos|website|podcast|similar|respondents|such|here|above|below|following|former|latter|previous|earlier|thereby|thereafter|figure|table|diagram|graph|picture|for instance|e.g|we|our|us|you|your|i|my|the same|the other|the others|both|neither|either|each of them|one of them|let us|let's|again|likewise|now|do so|does so|did so|the reverse|the opposite|the year also|the year saw|the same year|the million|the thousand|the hundred|something else|something different|the turn|the work of|someone|somebody|anyone|whoever|yours|mine|instead|even so|afterward|afterwards|later on|a year later|years later|months later|weeks later|days later|hours later|minutes later|seconds later|moments later|meanwhile|at first|in turn|respectively|ones|would|as well|then|if so|a good one|a bad one|a large one|a small one|a new one|no one|the one|the rest|the result|the answer|the difference|the reason|the second|the third|the first two|the two|the three|the four|all three|all four|there it|who knows",
  starts:
    'calculate|compute|determine|estimate|evaluate|solve|convert|derive|verify|prove|sketch|a good example|an example|one example|another example|examples|hold|divide|choose|select|prepare|interview|pick|ask|conduct|summarize|go|similarly|likewise|initially|originally|eventually|explore|visit|read|click|watch|see|listen|browse|describe|explain|identify|define|discuss|recall|notice|but|and|so|then|thus|nevertheless|nonetheless|conversely|additionally|moreover|furthermore|further|apparently|as a result|therefore|hence|however|yet|or|nor|still|often|sometimes|usually|mostly|others|other|one|two|three|it|its|they|them|their|there|that|what|which|where|why|how|who|suppose|imagine|take|let|consider|assume|find|say|call|put|think|remember|note|compare|count|draw|write|add|use|look|first|second|third|finally|next|last|only|not|more|less|in all|in total|in sum|in practice|in short|in fact|in general|in contrast|by contrast|in reality|for|since then|once|even|just|nearly all|almost all|nearly|almost|hardly|whoever|whatever|anyone|everyone|together|beyond|inside|outside|within|beside|besides|by then|at once|at last|at|to|at the same time|in his|in her|in its|in their|on the|the whole|the first|the next|the last|the old|the new|the sum|the same|same|like|unlike|instead of|rather|exactly|half|about half|either|neither|both|having|being|doing|seen|given|elsewhere|perhaps|maybe|indeed|please|do|does|did|is|are|was|were|can|could|may|must|should|would',
  quantifiers: 'some|many|most|all|none|few|several|no|each|every|people|a few|fewer',
  cases:
    'suppose|supposes|assume|assuming|imagine|hypothetical|for example|for instance|figure|figures|table|diagram|graph|example|scenario|shown in|shown by',
  supposes:
    "suppose|assume that|assuming|imagine|hypothetical|let’s|let's|let us|consider a|consider an|consider two|consider how|scenario",
  asides:
    'part 1|part 2|part 3|part 4|resolution|case|cases|video*|discussion|handout*|activit*|website*|article*|check your|example*|exercise*|question*|problem*|mistake*|solution*|answer*|quiz|practice|task*|homework|resource*|reading*|sources|references|bibliography|contents|index|appendix|further reading|objectives|faq|summary',
  verbs:
    'is|are|was|were|be|been|has|have|had|can|could|may|might|must|will|would|do|does|did|become|becomes|became|make|makes|made|give|gives|gave|take|takes|took|hold|holds|held|keep|keeps|kept|lie|lies|stand|stands|stood|form|forms|grow|grows|grew|rise|rises|rose|fall|falls|fell|build|builds|built|carry|carries|begin|begins|began|lead|leads|led|need|needs|use|uses|contain|contains|consist|consists|show|shows|mean|means|say|says|run|runs|lose|loses|lost|come|comes|came|go|goes|went|cost|costs|let|lets',
  verbEndings: 'ed|es|s',
  named: 'called|known as|named|termed|referred to as',
  noTerms:
    'process|condition|factor|value|amount|area|region|period|group|effort|result|example|reason|difference|answer|way|kind|type|part|number|case|question|problem|point|idea|step|rule|thing|purpose|effect|cause|goal|aim|name|term|word|form|method|role|function|structure|feature',
  manner: 'ly',
  definite: 'the',
  praising:
    'most|least|same|only|first|last|next|example|type|kind|form|variation|important|essential|major|key|common|critical|vital|useful|good|great|significant|main|central|crucial|necessary|big',
  sameAs:
    'or|also called|also known as|that is|i.e|in other words|such as|including|like|for example|kinds of|kind of|types of|type of|a form of',
  limits:
    'order of|additional|another|next|past|through|at least|at most|more than|less than|over|under|up to|fewer than|above|below|between|from|to|or|nearly|almost|hardly|only just|minimum|maximum|within',
  beforeCount: '-',
  afterCount: 'ago|later|earlier',
  yearAtStart: '(?:In|By) {year},? ',
  yearAtEnd: ',? in {year}',
  beforeYear: 'in|since|until|year',
  atYear: 'in',
  sequence:
    'steps|stages|phases|in this order|in the following order|sequence|cycle|procedure|in turn|one after the other|pass through|passes through|in these stages|divides',
  describing: 'ous|al|ic|ive|able|ible|ary|ent|ant|ed|ful|less|ish|ar|ing',
  backPerson: 'he|she|his|her|him|himself|herself',
  plain:
    'also called|also known|also named|also termed|also referred|similar to|similar in|such as|above all|for example|those who|those that|those of|that of',
  backMany: 'they|them|their|theirs',
  backOne: 'it|its|itself',
  backObject: 'it|them|they',
  holders: 'that|which|who|because|when|if|as|before|after|until|once|since|so|how|why|what|where',
  subjectless: '',
  nameless:
    'company|firm|practice|group|organization|agency|program|institute|law|act|plan|movement|agreement|study|report|site|event',
  befallen: '\\p{L}{3,}(?:ed|ing)',
  oneOfMany:
    'often|sometimes|some|many|most|several|other|another|certain|a second|a third|a fourth|the second|the third|one of|class of|group of|kind of|type of|kinds of|types of|member of|members of',
  hedges:
    'in the past|over the past|during the past|last year|recent|today|currently|nowadays|at present|presently|to date|so far|recently|in recent years|or so|much to|nearly|mostly|often|usually|generally|typically|many|most|some|largely|almost|widely|commonly|perhaps|probably|could|may|might|hardly|still|already|increasingly',
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
};
