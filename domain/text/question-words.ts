/** What a question asks for, where its words tell. */
export type Wanted = 'number' | 'time' | 'person';

/** Words of one language, parted by spaces, `_` for a space within; those of `fillers` may go on with any ending. */
interface QuestionWords extends Record<Wanted, string> {
  /** Words that ask or say how to answer, and not what the question is about. */
  fillers: string;
  /** Words for what is read, and words that ask what it says: a question with both is not about the first. */
  sources: string;
  telling: string;
  /** Words that stand for something named before, at the beginning of a sentence or in a question. */
  back: string;
  /** Words for an aspect of whatever is spoken of: advantages, 特徴. */
  aspects: string;
}

/** By language; a question is read by all of them, since its language is not known. */
export const QUESTION_WORDS: Record<string, QuestionWords> = {
  en: {
    number:
      'how_many how_much how_long how_far how_old how_fast how_hot how_cold how_tall how_deep how_often how_big how_large how_high how_heavy how_wide how_thick',
    time: 'when_did when_was when_were when_had what_year which_year what_date which_century',
    person: 'who whom whose',
    fillers:
      'what whats wat wats which who whom whose when where why how many much long is are was were be been do does did has have had can could should would will shall may might the a an of in on at to for from by with and or not as than then there any some me my i you your we our us its it please tell explain describe define definition mean meaning give list name state say says simple simply words plain exam test revision revise need know understand quickly short brief example examples instance between difference different differ compare comparison compared versus happen happens happened called call kind type sort reason cause role use used useful main point hello hi thanks question answer about put like just really actually let help learn study tomorrow true correct if so before after up out down get gets got go goes come comes make makes made keep take takes other each every more most less also only still very own thing things way ways no one good again too does don doesn isn aren wasn weren didn won pros cons against instead hey quick briefly basically means',
    sources:
      'book textbook text document documents doc file pdf notes material materials chapter chapters page pages slide slides lecture script article author authors passage paragraph section reading',
    telling: 'say says said tell tells mention mentions mentioned written according',
    back: 'it its they them their he she him his her this that these those there',
    aspects:
      'advantage advantages disadvantage disadvantages benefit benefits drawback drawbacks strength strengths weakness weaknesses limitation limitations cause causes reasons effect effects consequence consequences result results feature features characteristic characteristics property properties types kinds forms stage stages phase phases steps parts component components application applications importance significance principal major important typical common',
  },
  de: {
    number:
      'wie_viel wie_viele wieviel wieviele wie_lange wie_hoch wie_weit wie_alt wie_schnell wie_groß wie_tief wie_oft wie_schwer wie_breit wie_heiß',
    time: 'wann in_welchem_jahr',
    person: 'wer wen wem wessen',
    fillers:
      'was welche welcher welches welchen welchem wer wen wem wessen wann wo wohin woher warum wieso weshalb wie viel viele lange hoch ist sind war waren wird werden wurde wurden hat haben hatte kann können muss soll der die das den dem des ein eine einen einem einer im in am an auf zu zum zur für von vom bei mit und oder nicht als es er sie ich mir mich du dir man bitte erkläre erklär erklären beschreibe nenne gib nenn bedeutet bedeuten heißt einfach einfachen worten prüfung klausur brauche wissen beispiel zwischen unterschied vergleiche unterscheiden passiert genannt art grund denn eigentlich mal sich hallo kurz',
    sources:
      'buch lehrbuch text dokument datei pdf notizen unterlagen material kapitel seite seiten folie folien vorlesung skript artikel autor autorin abschnitt mitschrift',
    telling: 'sagt sagen steht stehen erwähnt schreibt geschrieben laut gemäß zufolge',
    back: 'er sie es ihn ihm dieser diese dieses diesem diesen davon dazu daraus dadurch',
    aspects:
      'vorteil vorteile nachteil nachteile ursache ursachen gründe folge folgen wirkung wirkungen auswirkung auswirkungen merkmal merkmale eigenschaft eigenschaften arten typen formen phase phasen stufen schritte schritten teile bestandteile anwendung anwendungen bedeutung aufgabe aufgaben beispiele wichtig wichtige wichtigen wichtigste wichtigsten hauptsächlichen typische typischen',
  },
  es: {
    number: 'cuánto cuánta cuántos cuántas cuanto cuanta cuantos cuantas a_qué_altura',
    time: 'cuándo en_qué_año cuando_se en_que_año',
    person: 'quién quiénes quien quienes',
    fillers:
      'qué que cuál cuáles cual cuales quién quien quiénes cuándo cuando dónde donde por cómo como cuánto cuánta cuántos cuántas cuanto cuanta cuantos cuantas para es son era eran fue fueron ser está están hay ha han tiene tenía el la los las un una unos unas de del en al a con y o no se lo le su sus me mi favor explica explicame explícame describe define significa llama llamaba llaman dame sencillas palabras examen necesito saber ejemplo entre diferencia compara pasó tipo razón causa sirve servía hola brevemente',
    sources:
      'libro texto documento archivo pdf apuntes notas material materiales capítulo página páginas diapositiva diapositivas artículo autor autora sección',
    telling: 'dice dicen menciona mencionan cuenta escribe según',
    back: 'él ella ello ellos ellas este esta esto estos estas ese esa eso allí',
    aspects:
      'ventaja ventajas desventaja desventajas inconveniente inconvenientes beneficios causas efecto efectos consecuencia consecuencias característica características propiedad propiedades tipos clases formas etapa etapas fases pasos partes aplicación aplicaciones importancia ejemplos principal principales importante importantes',
  },
  fr: {
    number: 'combien quelle_est_la_hauteur quelle_taille à_quelle_vitesse',
    time: 'quand en_quelle_année à_quelle_date',
    person: 'qui',
    fillers:
      'que quoi quel quelle quels quelles qui quand où pourquoi comment combien est sont était étaient fut être a ont avait il elle on ce cet cette ces le la les un une des du de d l en au aux à dans par pour sur avec et ou ne pas se s y me moi mon ma mes je tu explique expliquez décris définis signifie veut dire appelle appelait donne mots simples simplement examen besoin savoir exemple entre différence compare passe type raison cause sert plaît qu salut bonjour rapidement brièvement',
    sources:
      'livre manuel texte document fichier pdf notes cours support chapitre page pages diapositive diapositives article auteur auteure section',
    telling: 'dit disent mentionne mentionnent écrit selon après parle',
    back: 'il elle ils elles lui leur ce cet cette ces ça cela',
    aspects:
      'avantage avantages inconvénient inconvénients bienfaits causes raisons effet effets conséquence conséquences caractéristique caractéristiques propriété propriétés types sortes formes étape étapes phase phases parties application applications importance exemples principal principale principaux principales important importante importants importantes',
  },
  pt: {
    number: 'quanto quanta quantos quantas',
    time: 'quando em_que_ano',
    person: 'quem',
    fillers:
      'que qual quais quem quando onde por porque porquê como quanto quanta quantos quantas é são era eram foi foram ser está estão há tem têm tinha o a os as um uma uns umas de do da dos das em no na nos nas ao à com e ou não se me meu minha para explique explica descreve define significa chama dá dê palavras simples exame prova preciso saber exemplo entre diferença compara tipo razão causa serve favor olá oi brevemente',
    sources:
      'livro texto documento arquivo ficheiro pdf apontamentos notas material materiais capítulo página páginas slide slides artigo autor autora seção secção',
    telling: 'diz dizem menciona mencionam escreve segundo',
    back: 'ele ela eles elas este esta isto esse essa isso ali',
    aspects:
      'vantagem vantagens desvantagem desvantagens benefícios causas efeito efeitos consequência consequências característica características propriedade propriedades tipos formas etapa etapas fases passos partes aplicação aplicações importância exemplos principal principais importante importantes',
  },
  ru: {
    number: 'сколько какова_длина какова_высота как_долго как_часто',
    time: 'когда в_каком_году',
    person: 'кто кого кому кем',
    fillers:
      'что кто кого кому кем чем чего какой какая какое какие каков какова каково какую каком какого каких каким когда где куда откуда почему зачем как сколько ли это был была было были есть быть в во на о об из от до по за с со к и или не для у мне мой моего я ты он она оно они его её их объясни объясните опиши опишите определи назови назовите дай приведи значит означает называется называют простыми словами экзамен экзамена нужно знать пример между разница отличается отличие сравни бывает вид причина пожалуйста привет коротко кратко',
    sources:
      'книга книге книги учебник учебнике текст тексте текста документ документе документа файл файле конспект конспекте лекция лекции глава главе страница странице автор',
    telling: 'говорится говорит сказано пишет написано упоминается согласно',
    back: 'он она оно они его её ему ей их им этот эта это эти тот та там',
    aspects:
      'преимущества преимущество недостатки недостаток плюсы минусы причины причина последствия последствие особенности особенность свойства признаки виды этапы стадии части применение значение примеры основные основная главные главная важные',
  },
  zh: {
    number: '多少 几 多大 多高 多长 多久 多深 多远 多重',
    time: '什么时候 何时 哪一年 哪年 几年',
    person: '谁 哪位',
    fillers:
      '什么 多少 几 多大 多高 多长 多久 什么时候 何时 哪一年 哪年 谁 哪位 哪里 哪儿 哪个 哪些 哪种 哪 为什么 为何 怎么 怎样 如何 是否 吗 呢 的 了 是 在 有 和 与 用 请 解释 说明 简单 考试 什 举 例子 例 区别 不同 比较 之间 意思 叫做 叫 我 需要 知道 一下',
    sources: '书上 书中 书里 课本 教材 文中 文档 文件 资料 材料 笔记 讲义 本章 作者',
    telling: '说 提到 写 讲 根据 介绍',
    back: '它 它们 他 她 他们 她们 这 那 这个 那个 这些 那些 其 前者 后者 上述 两者 二者',
    aspects:
      '主要 分别 具体 特点 特征 优点 缺点 优缺点 原因 结果 作用 意义 影响 应用 场景 用途 关系 种类 类型 阶段 步骤 产物',
  },
  ja: {
    number: 'いくつ いくら 何人 何個 何度 何メートル 何年間 どれくらい どのくらい 何本 何種類',
    time: 'いつ 何年に 何年 何世紀',
    person: '誰 だれ',
    fillers:
      'いくつ いくら どれくらい どのくらい いつ 何年 誰 だれ どこ なぜ どうして どう どのように どの どれ どんな 何 ですか ますか ました ましたか でしたか した する です ます とは という は が を に の で と も か へ から まで より ください 教えて 説明して 説明 簡単に 簡単 試験 例 違い 違う 比べて 意味 ため あげて 挙げて',
    sources: '教科書 本文 文書 資料 ノート 講義 スライド 著者 この本 この章',
    telling: '書かれて 書いて 言って 述べ 説明されて よると よれば',
    back: 'それ これ それら これら 彼 彼女 その この そこ 前者 後者 上記 両者',
    aspects: '特徴 長所 短所 利点 欠点 原因 理由 結果 役割 意義 影響 用途 関係 種類 段階 結論 根拠 具体 具体的',
  },
  ar: {
    number: 'كم ما_عدد ما_طول ما_ارتفاع',
    time: 'متى في_أي_عام في_أي_سنة',
    person: 'من_هو من_هي من_الذي من_اكتشف',
    fillers:
      'ما ماذا من متى أين لماذا كيف كم أي هل هو هي هم في على إلى عن مع و أو لا ل ب التي الذي الذين كان كانت يكون هذا هذه ذلك لي أنا اشرح وضح عرف عرّف اذكر أعط أعطني مثال مثالا معنى يعني يسمى تسمى بكلمات بسيطة كلمات الامتحان امتحان أحتاج أعرف بين الفرق قارن نوع سبب فضلك',
    sources: 'الكتاب النص الوثيقة المستند الملف الملاحظات الفصل الصفحة المقال المؤلف الدرس',
    telling: 'يقول تقول ورد جاء ذكر يذكر حسب وفق وفقا',
    back: 'هو هي هم ذلك تلك هذا هذه',
    aspects:
      'مزايا المزايا والمزايا عيوب العيوب والعيوب عيوبها مزاياها أسباب الأسباب نتائج النتائج والنتائج آثار الآثار خصائص الخصائص أنواع الأنواع مراحل المراحل أهمية الأهمية فوائد الفوائد أمثلة الأمثلة الرئيسية الأساسية أهمها',
  },
  hi: {
    number: 'कितने कितना कितनी',
    time: 'कब किस_वर्ष किस_साल',
    person: 'कौन किसने किसे किसके',
    fillers:
      'क्या कौन किसने किसे किसके किसकी किसका किस कब कहाँ कहां क्यों कैसे कितने कितना कितनी कौनसा कौन-सा सा सी से है हैं था थे थी हो होता होती होते हुआ हुई हुए गया गई गए का की के को में पर ने और या नहीं तक भी ही तो यह वह इस उस ये वे मुझे मेरी मेरे लिए समझाओ समझाइए बताओ बताइए बताएँ परिभाषा अर्थ मतलब कहते कहा जाता उदाहरण दीजिए दो सरल शब्दों परीक्षा चाहिए अंतर बीच तुलना कारण प्रकार करता करती करते कर',
    sources: 'किताब पुस्तक पाठ दस्तावेज़ दस्तावेज फ़ाइल नोट्स अध्याय पृष्ठ लेखक',
    telling: 'कहती कहता लिखा बताती बताता बताया अनुसार',
    back: 'यह वह ये वे इसे उसे इसका उसका इसकी उसकी इनका उनका इसके उसके इसमें उसमें इससे उससे इनके उनके इनकी उनकी इनमें उनमें इनसे उनसे इन्हें उन्हें',
    aspects:
      'मुख्य प्रमुख फायदे फायदा नुकसान लाभ हानि हानियाँ कारण प्रभाव परिणाम प्रकार विशेषता विशेषताएँ विशेषताएं चरण महत्व महत्त्व उपयोग उदाहरण',
  },
};
