/** What tells a language from others in the same script. */
export interface LanguageMarks {
  /** Short words that stand in every text, as they are written. */
  words: string;
  /** Its letters beyond those that all languages of its script have. */
  letters?: string;
  /** Endings of words that few others have. */
  endings?: string;
}

/** Languages in Latin letters. */
export const LATIN_MARKS: Readonly<Record<string, LanguageMarks>> = {
  en: {
    words:
      'the of and to in is was for that on with as by it from are be at which his he this were have had not an or their has been but its they who also one two other all more when would there after into can than about we you she her will if so what some during where between only most over such then these because while could them how being no both through many out up may used',
    endings: 'ing tion ed ly',
  },
  de: {
    letters: 'äöüß',
    words:
      'der die und das den von ist mit des dem für auf im nicht eine als auch es ein sich sie werden aus wurde war bei einer wird hat sind zu nach einem durch wie um zum an haben er einen oder zur über vor bis so nur aber noch kann ihre mehr unter wenn dass sein seine ich wir man diese dieser vom gegen zwischen sowie sehr weil schon etwa eines ihr was dann hier keine hatte waren immer können',
    endings: 'ung ungen lich isch keit heit chen',
  },
  fr: {
    letters: 'àâæçéèêëîïôœùûüÿ',
    words:
      "le la les de des et en un une du est dans que pour qui par sur au pas plus il elle ce avec son sa ses se ne sont ont été cette ou mais comme aux l'on même à fait être leur leurs nous vous ils très aussi après deux entre sans où avait était ces dont peut tout tous toute si bien encore depuis lors ainsi alors car selon avant je on c'est d'un d'une qu'il n'est y contre cela lui sous",
    endings: 'eux tion aient ère ement',
  },
  es: {
    letters: 'áéíñóúü',
    words:
      'el la de los las que y en un una del se por con para es al su lo como más o fue sus no ha este esta entre cuando muy sin sobre también me hasta hay donde desde todo son dos ser años ya pero si sido tiene había era eran está están porque otros otro fueron durante sino le les uno contra ese esa parte tras así mismo cada ante estos puede qué nos todos después',
    endings: 'ción ciones dad aba ando iendo',
  },
  pt: {
    letters: 'áâãàçéêíóôõú',
    words:
      'o a de que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas às pelos elas havia seja qual nós lhe anos são onde sobre ainda pode dois durante cada',
    endings: 'ção ções dade mente',
  },
  it: {
    letters: 'àèéìíîòóùú',
    words:
      "il di che la e in un è per una del della non con le i si da dei al come più nel gli ha lo sono anche ma alla su ed delle nella dal dalla o era se suo sua questo questa essere loro fu dopo tra stato anni quando due dell'anno all'interno nell'ambito sul degli ai alle nei dai molto ancora hanno fra stata stati così perché cui poi tutti tutto dove prima sia può quale ogni fino",
    endings: 'zione zioni mente ità ato ano ello',
  },
  nl: {
    letters: 'éëïöüèêó',
    words:
      'de het een van en in is dat op te zijn voor met die niet aan er om ook als bij door uit naar werd wordt was heeft hij maar tot dan nog ze of over worden wel deze hun kan meer geen onder haar ik je wat al zich hebben waren zo na tegen had ons we toen veel tussen dit moet worden zou omdat waar andere twee jaar tijdens kunnen',
    endings: 'heid ijk ische elijk',
  },
  ca: {
    letters: 'àçéèíïóòúü',
    words:
      'el la de les els que i en un una del per amb és al va no dels es com més a seva seu són també o però ser aquest aquesta fou des entre tot molt dos han ha fins quan on sobre sense pel seus hi era anys on perquè després durant altres cada van',
    endings: 'ció tat ment',
  },
  ro: {
    letters: 'ăâîșțşţ',
    words:
      'de și în a la cu o care din pe un pentru este nu mai se sa au fost ca al lui că prin sau ale ce dar ei lor era cele după până fi sunt între acest această fără când său sale ai unui unei cea avea foarte doar două fiind într',
    endings: 'ului ilor ție ea',
  },
  pl: {
    letters: 'ąćęłńóśźż',
    words:
      'w i na z do się nie jest że to od o przez po jak za są dla ze oraz był ich jego było tym ale lub co który która które być przy także tego została został może jej bardzo tylko kiedy więc tak już pod czy między jako ma roku lat były gdy we u można aby a niż jeszcze przed bo',
    endings: 'ego ych ów ość ania',
  },
  cs: {
    letters: 'áčďéěíňóřšťúůýž',
    words:
      'a v se na je že s z o do to i ve jako za by pro po od které který byl jsou ale nebo která jeho až při také byla bylo ze si má k tak jen být jejich však již podle před roku let než pod mezi byly své není kde když co může aby tento této už ještě více proto',
    endings: 'ých ého ní ost ování',
  },
  sk: {
    letters: 'áäčďéíĺľňóôŕšťúýž',
    words:
      'a v sa na je že s z o do to aj vo ako za by pre po od ktoré ktorý bol sú ale alebo ktorá jeho až pri tiež bola bolo zo si má k tak len byť ich však už podľa pred roku rokov než pod medzi boli svoje nie kde keď čo môže aby tento tejto ešte viac preto',
    endings: 'ých ého nie osť ovania',
  },
  hr: {
    letters: 'čćđšž',
    words:
      'i u je na se za da su od s kao koji a koja o do ne što iz ili nije sa koje bio te po bila godine kako može njegov ali bi samo sve prema više biti bilo nakon između tako kod pri jer već dok kada ovaj još pod bez zbog',
    endings: 'ije anje nja ovi',
  },
  sl: {
    letters: 'čšž',
    words:
      'in je v na za se so da z s ki po pri tudi kot od iz pa ne bil bila do ali o k kar ni ter med lahko bilo zaradi več leta so ga kako bi jih le še ob tem če ko pred svoje tako',
    endings: 'anje nost ih ega',
  },
  hu: {
    letters: 'áéíóöőúüű',
    words:
      'a az és hogy nem is egy ez volt meg de csak már ha mint vagy el még azt kell ki ezt lehet után voltak között való nagy minden van pedig által amely szerint sem majd több olyan során fel le ami aki mert így ezek illetve lett itt két ahol',
    endings: 'ban ben nak nek ság ség ról ről ott ett ása',
  },
  tr: {
    letters: 'çğıöşüâî',
    words:
      've bir bu da de için ile olarak olan çok daha gibi en kadar sonra var ne o ama her ya ise değil olduğu tarafından iki yıl büyük ilk olduğunu oldu arasında sadece yeni diye onun kendi göre şey vardır edilir içinde üzerinde ancak veya hem ki mi önce zaman',
    endings: 'lar ler dan den nın nin lık lik dır dir ları leri mış miş',
  },
  sv: {
    letters: 'åäöé',
    words:
      'och i att det som en på är av för med den till har de inte om ett men var sig så från vi kan när år eller efter vid under också hade blev nu över bara skulle där hans hon han sin man mycket ut upp här då mot andra alla ha genom varit finns sedan mellan detta många sina in',
    endings: 'ning ligt ade arna erna ande',
  },
  da: {
    letters: 'æøåé',
    words:
      'og i at det er som en på af for med den til har de ikke om et men var sig så fra vi kan når år eller efter ved under også havde blev nu over skulle der hans hun han sin man meget ud op her da mod andre alle være gennem været findes siden mellem dette mange blevet hvor mere deres kun af sit bliver noget',
    endings: 'ning lig ede erne else',
  },
  nb: {
    letters: 'æøåéòô',
    words:
      'og i at det er som en på av for med den til har de ikke om et men var seg så fra vi kan når år eller etter ved under også hadde ble nå over skulle der hans hun han sin man mye ut opp her da mot andre alle være gjennom vært finnes siden mellom dette mange blitt hvor mer deres bare av sitt blir noe',
    endings: 'ing lig ene else heten',
  },
  fi: {
    letters: 'äöåšž',
    words:
      'ja on ei se että oli hän ovat myös kun mutta joka tai niin kuin sen hänen vain jos sekä mukaan ole siitä olivat voi jotka ollut vuonna kaikki jo nyt mitä mikä yli noin jälkeen kanssa ennen vielä tämä tämän eivät olla minä nämä hyvin enemmän aikana koska',
    endings: 'ssa ssä lla llä sta stä lle nen inen een aan uus iin essa isen tta ttä',
  },
  et: {
    letters: 'õäöüšž',
    words:
      'ja on ei ka see et oli kui mis ta oma või aga selle tema nad mida seda ning siis kuid olid pärast aastal kes veel ainult nii üle võib ole juba kõik välja mitte nende olla saab suur mille enne',
    endings: 'sse ste tud dus mine ga le st',
  },
  lt: {
    letters: 'ąčęėįšųūž',
    words:
      'ir yra kad į iš su buvo tai kaip apie nuo per jo taip bet ar po už dar šis kurie kuri metų tik jis jos be prie labai gali kai',
    endings: 'as is us ių oje ės imas',
  },
  lv: {
    letters: 'āčēģīķļņšūž',
    words:
      'un ir ka no ar tas kas par uz bija arī kā tika pēc bet gan to kad vai līdz tā viņš savu ne pie lai gada ļoti tikai kopā',
    endings: 'šana ība ās iem ām',
  },
  id: {
    words:
      'yang dan di untuk dengan dari pada dalam ini itu adalah tidak ke oleh akan juga sebagai atau telah mereka karena ia bahwa dapat lebih ada menjadi seorang tersebut bisa saya kami sudah tahun antara seperti para saat namun hanya lain satu dua kepada setelah orang sangat bagi secara masih belum',
    endings: 'kan nya an asi',
  },
  vi: {
    letters: 'àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ',
    words:
      'và của là có được trong các cho một với những người không này từ đã khi để vào ra về năm trên đến như ông tại sau cũng nhiều theo đó bị hai lại nước hơn nhưng',
  },
};

/** Languages in Cyrillic letters. */
export const CYRILLIC_MARKS: Readonly<Record<string, LanguageMarks>> = {
  ru: {
    letters: 'ийщъыьэё',
    words:
      'и в не на что с по это как из к он за у от его для но было был она они или так же только бы о все при когда который также после еще ещё если был были может до без их',
    endings: 'ого ый ая ние ться ов',
  },
  uk: {
    letters: 'ийщьіїєґ',
    words:
      'і в та не на що з у до як за це його для він але або був була було вона вони від при який також після ще якщо були може без їх про й ж де між під',
    endings: 'ого ий ння ться ів',
  },
  be: {
    letters: 'йыьэёіў',
    words: 'і у на што з не як да за гэта яго для але або быў была яны па ад пры які таксама пасля',
    endings: 'ння ага цца',
  },
  bg: {
    letters: 'ийщъь',
    words:
      'и на в се да от за е с не по са като че до който това или при след към има но е той тя те през както които може със във',
    endings: 'ата ите ят ето та то',
  },
  sr: {
    letters: 'иђјљњћџ',
    words: 'и у је на се за да су од са као који а која о до не што из или није које био те по била после',
    endings: 'ије ање',
  },
};

/** Languages in Arabic letters. */
export const ARABIC_MARKS: Readonly<Record<string, LanguageMarks>> = {
  ar: {
    letters: 'ةىأإؤئءآكي',
    words: 'في من على إلى أن التي الذي عن مع هذا هذه كان كما بين لا ما أو قد لم هو هي بعد كانت ذلك',
    endings: 'ات ية ون ين',
  },
  fa: {
    letters: 'پچژگکیءآئ',
    words: 'و در به از که این را با است برای آن یک بود شد می های تا بر خود هم شده نیز یا کرد',
    endings: 'ها های ند',
  },
  ur: { letters: 'پچژگکیٹڈڑںےہھئآ', words: 'کے میں کی ہے اور سے کا کو اس نے پر یہ ہیں کہ تھا ایک بھی تھی جو کر لیے' },
};

/** Languages in Devanagari. */
export const DEVANAGARI_MARKS: Readonly<Record<string, LanguageMarks>> = {
  hi: { words: 'के में की है और से का को पर यह ने हैं एक कि इस था भी जो नहीं थे हो तो लिए वह ही अपने कर थी साथ गया' },
  mr: { words: 'आहे आणि या च्या होते ते हे त्या मध्ये होता तर हा ही नाही आहेत व एक असे केले', endings: 'च्या ला ने मध्ये' },
  ne: { words: 'को छ र मा हो यो पनि एक थियो भने छन् गरेको लागि गर्न तथा नेपाल हुन्छ', endings: 'को ले मा हरू' },
};
