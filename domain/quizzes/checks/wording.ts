import type { LanguageCode } from '../../tutor/support/languages/language-data.js';

/** Words by which questions of a language give something away. Words that are parted by `|` may have any ending with `*`. */
interface Wording {
  /** Options that speak of other options. */
  catchAll: string;
  /** Words that allow no exception. */
  absolute: string;
  /** What asks for the exception, where it stands close behind a word that asks. */
  negative: string;
  asks: string;
  /** What asks for the exception behind the denial: 正しくないものはどれ. */
  asksBehind?: string;
  /** Words that have one of the absolute or negative in them and mean something else, in scripts without spaces. */
  harmless?: string;
  /** What an explanation calls an option by: `option B`, `the first answer`. Behind `answer` a number may be its value. */
  options: string;
  answers: string;
  places: string;
}

export const WORDING: Record<LanguageCode, Wording> = {
  en: {
    catchAll:
      'all of the above|all of these|all the above|none of the above|none of these|none of the other*|both a and b|both b and c|both a and c|a and b|b and c|all answers are right|all are correct|none is correct',
    absolute: 'always|never|only|all|none|must|every|completely',
    negative: "not|never|isn't|aren't|doesn't|don't|except|incorrect|least likely",
    asks: 'which|what|who|where',
    options: 'option|choice|alternative|statement',
    answers: 'answer',
    places: 'first|second|third|fourth|fifth|last|other',
  },
  de: {
    catchAll:
      'alle genannten|alle antworten|alles oben genannte|keine der genannten|keine der antworten|keines davon|a und b|b und c|sowohl a als auch b',
    absolute: 'immer|nie|niemals|nur|alle|alles|keine|kein|muss|müssen|jeder|jede|jedes|völlig|ausschließlich',
    negative: 'nicht|kein|keine|keiner|falsch',
    asks: 'welche|welcher|welches|was|wer|wo',
    options: 'option|möglichkeit|aussage',
    answers: 'antwort',
    places: 'erste|zweite|dritte|vierte|letzte|ersten|zweiten|dritten|vierten|letzten',
  },
  es: {
    catchAll:
      'todas las anteriores|ninguna de las anteriores|todos los anteriores|ninguno de los anteriores|a y b|b y c|tanto a como b',
    absolute:
      'siempre|nunca|jamás|solo|sólo|solamente|únicamente|todos|todas|todo|ninguno|ninguna|debe|cada|completamente',
    negative: 'no|nunca|incorrecta|incorrecto|excepto|falsa|falso',
    asks: 'cuál|cuáles|qué|quién|dónde',
    options: 'opción|alternativa|afirmación',
    answers: 'respuesta',
    places: 'primera|segunda|tercera|cuarta|última|primer|tercer|último',
  },
  fr: {
    catchAll:
      'toutes les réponses|aucune des réponses|tout ce qui précède|aucune de ces réponses|toutes ces réponses|a et b|b et c|à la fois a et b',
    absolute: 'toujours|jamais|seulement|uniquement|tous|toutes|tout|aucun|aucune|doit|chaque|complètement',
    negative: "n'est pas|ne sont pas|n'a pas|pas|incorrecte|fausse|sauf",
    asks: 'quel|quelle|quels|quelles|lequel|laquelle|lesquels|lesquelles|qui',
    options: 'option|proposition|affirmation',
    answers: 'réponse',
    places: 'première|deuxième|troisième|quatrième|dernière|premier|dernier',
  },
  pt: {
    catchAll:
      'todas as anteriores|nenhuma das anteriores|todas as alternativas|nenhuma das alternativas|a e b|b e c|tanto a como b',
    absolute: 'sempre|nunca|jamais|só|somente|apenas|todos|todas|tudo|nenhum|nenhuma|deve|cada|completamente',
    negative: 'não|nunca|incorreta|incorreto|exceto|falsa',
    asks: 'qual|quais|que|quem|onde',
    options: 'opção|alternativa|afirmação',
    answers: 'resposta',
    places: 'primeira|segunda|terceira|quarta|última|primeiro|último',
  },
  ru: {
    catchAll:
      'все перечисленные|все перечисленное|ничего из перечисленного|все вышеперечисленное|ни один из вариантов|а и б|б и в|все ответы',
    absolute: 'всегда|никогда|только|все|всё|должен|должна|должны|каждый|каждая|каждое|полностью|лишь',
    negative: 'не|неверно|неверный|кроме',
    asks: 'что|кто|какой|какая|какое|какие|где',
    options: 'вариант|утверждение',
    answers: 'ответ',
    places: 'первый|второй|третий|четвертый|последний|первое|второе|третье|последнее',
  },
  zh: {
    catchAll: '以上都是|以上皆是|以上全部|以上都不是|以上皆非|以上都对|以上都不对|A和B|B和C',
    absolute: '总是|从不|永远|只有|所有|必须|完全|绝对',
    negative: '不|错误',
    asks: '哪|什么|谁',
    harmless:
      '不同|不断地|不断增|不断变|不断发|不断运|不断进|不断上|不断扩|不断更|不断提|不断加|不仅|不但|不久|不足|不少|不管|不论|不过|不锈|不错|不一样|不等式|不等号|不变|不可逆|不可避免|不规则|不规律|不饱和|不对称|不定|不良|不幸|不平衡|不平等|不均|不得不|不妨|不禁|不料|不朽|不动产|差不多|了不起|对不起|什么错误|哪种错误|哪类错误|所有权|所有者|所有制|绝对值|绝对零度|绝对温度|完全竞争|完全燃烧|完全平方',
    options: '选项',
    answers: '答案',
    places: '第一个|第二个|第三个|第四个|最后一个',
  },
  ja: {
    catchAll: '上記のすべて|上記すべて|以上すべて|上記のいずれでもない|どれでもない|AとB|BとC',
    absolute: '常に|決して|必ず|すべて|全て|のみ|絶対に|完全に',
    negative: 'ない|誤ってい|間違ってい',
    asks: 'どれ|どの|何|誰',
    asksBehind: 'どれ',
    harmless:
      '少ない|危ない|切ない|ないし|しかない|違いない|仕方ない|しかたない|過ぎない|すぎない|かもしれない|欠かせない|やむを得ない|なければならない|なければいけない|なくてはならない|なくてはいけない|つまらない|もったいない|とんでもない|非常に|異常に',
    options: '選択肢',
    answers: '答え',
    places: '最初の|一番目の|二番目の|三番目の|最後の',
  },
  ar: {
    catchAll: 'كل ما سبق|جميع ما سبق|لا شيء مما سبق|جميع ما ذكر|كل ما ذكر|أ و ب|أ وب|ب وج',
    absolute: 'دائما|دائمًا|أبدا|أبدًا|فقط|كل|جميع|لا أحد|يجب|تماما|تمامًا|مطلقا',
    negative: 'ليس|ليست|لا|غير|ما عدا',
    asks: 'ما|أي|من|أين|ماذا',
    options: 'الخيار|العبارة',
    answers: 'الإجابة|الجواب',
    places: 'الأول|الأولى|الثاني|الثانية|الثالث|الثالثة|الأخير|الأخيرة',
  },
  hi: {
    catchAll: 'उपरोक्त सभी|इनमें से सभी|उपरोक्त में से कोई नहीं|इनमें से कोई नहीं|a और b|क और ख',
    absolute: 'हमेशा|कभी नहीं|केवल|सिर्फ|सभी|कोई नहीं|अवश्य|हर|पूरी तरह|बिल्कुल',
    negative: 'नहीं|गलत|छोड़कर',
    asks: 'कौन|क्या|कौनसा|किस|कहाँ',
    options: 'विकल्प|कथन',
    answers: 'उत्तर',
    places: 'पहला|दूसरा|तीसरा|चौथा|अंतिम|पहले|दूसरे|तीसरे',
  },
};
