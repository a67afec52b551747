/**
 * What counts through a document without being its pages, as it stands before or behind its number: tasks, parts of a
 * course and of a text, pictures, statements. By language; a bar parts the words. `north` is Danish, Norwegian, Swedish.
 */
const WORDS = {
  en: 'question|exercise|exercise sheet|problem|problem set|task|activity|assignment|homework|worksheet|quiz|test|exam|station|experiment|lab|step|example|sample|figure|fig|table|theorem|lemma|slide|card|week|day|unit|lesson|lecture|session|module|topic|chapter|section|part|rule|law|case',
  de: 'frage|aufgabe|übung|übungsaufgabe|übungsblatt|aufgabenblatt|arbeitsblatt|hausaufgabe|prüfung|klausur|versuch|schritt|beispiel|abbildung|abb|tabelle|tab|satz|lemma|karte|woche|tag|einheit|lektion|stunde|vorlesung|sitzung|modul|thema|kapitel|abschnitt|teil|regel|gesetz|fall',
  fr: 'question|exercice|problème|tâche|activité|devoir|fiche|épreuve|examen|expérience|étape|exemple|figure|tableau|théorème|lemme|carte|semaine|jour|unité|leçon|cours|séance|module|thème|chapitre|section|partie|règle|loi|cas',
  es: 'pregunta|ejercicio|problema|tarea|actividad|ficha|prueba|examen|práctica|experimento|paso|ejemplo|figura|tabla|cuadro|teorema|lema|tarjeta|semana|día|unidad|lección|clase|sesión|módulo|tema|capítulo|sección|parte|regla|ley|caso',
  pt: 'questão|pergunta|exercício|problema|tarefa|atividade|actividade|ficha|prova|exame|experiência|passo|exemplo|figura|tabela|quadro|teorema|lema|cartão|semana|dia|unidade|lição|aula|sessão|módulo|tema|capítulo|seção|secção|parte|regra|lei|caso',
  it: 'domanda|quesito|esercizio|problema|compito|attività|scheda|prova|esame|esperimento|passo|esempio|figura|tabella|teorema|lemma|settimana|giorno|unità|lezione|sessione|modulo|tema|capitolo|sezione|parte|regola|legge|caso',
  nl: 'vraag|opgave|oefening|opdracht|probleem|taak|werkblad|toets|examen|proef|stap|voorbeeld|figuur|tabel|stelling|lemma|kaart|week|dag|eenheid|les|college|module|thema|hoofdstuk|paragraaf|deel|regel|wet|geval',
  pl: 'pytanie|zadanie|ćwiczenie|problem|karta pracy|sprawdzian|egzamin|doświadczenie|krok|przykład|rysunek|rys|tabela|tab|twierdzenie|lemat|tydzień|dzień|jednostka|lekcja|wykład|zajęcia|moduł|temat|rozdział|część|reguła|zasada|prawo|przypadek',
  tr: 'soru|alıştırma|problem|görev|etkinlik|ödev|test|sınav|deney|adım|örnek|şekil|tablo|teorem|hafta|gün|ünite|ders|oturum|modül|konu|bölüm|kısım|kural|yasa|vaka',
  ru: 'вопрос|упражнение|задача|задание|проблема|билет|вариант|контрольная|опыт|шаг|пример|рисунок|рис|таблица|табл|теорема|лемма|неделя|день|урок|лекция|занятие|модуль|тема|глава|раздел|часть|правило|закон|случай',
  uk: 'питання|запитання|вправа|задача|завдання|проблема|білет|варіант|дослід|крок|приклад|рисунок|рис|таблиця|табл|теорема|лема|тиждень|день|урок|лекція|заняття|модуль|тема|розділ|частина|правило|закон|випадок',
  north:
    'spørgsmål|spørsmål|fråga|opgave|oppgave|uppgift|øvelse|øving|övning|eksempel|exempel|uge|uke|vecka|dag|kapitel|kapittel|afsnit|avsnitt|del|regel|lov|lag',
  ar: 'السؤال|سؤال|التمرين|تمرين|المسألة|مسألة|النشاط|نشاط|المثال|مثال|الشكل|شكل|الجدول|جدول|الأسبوع|اليوم|الوحدة|الدرس|المحاضرة|الفصل|الباب|القسم|القاعدة|القانون|الحالة',
  hi: 'प्रश्न|सवाल|अभ्यास|समस्या|कार्य|गतिविधि|उदाहरण|चित्र|तालिका|प्रमेय|सप्ताह|दिन|इकाई|पाठ|अध्याय|भाग|नियम|मामला',
  zh: '问题|問題|题目|題目|习题|習題|练习|練習|作业|作業|任务|任務|活动|活動|试卷|实验|實驗|步骤|步驟|例|例题|例題|图|圖|表|定理|引理|单元|單元|课|課|章|案例|规则|法则',
  ja: '問|演習|課題|宿題|実験|手順|図|補題|単元|章|節|規則|法則|事例',
  ko: '질문|문제|연습|과제|활동|숙제|실험|단계|예제|예|그림|표|정리|주|단원|강의|장|부|규칙|법칙|사례',
};

/** What is counted in the manner of `第3题` and `제3과`. */
const CLASSIFIERS = '[题題问問课課章节節讲講周週回例图圖表条條单單과장강절주부]|단원|문제';

const ANY = Object.values(WORDS).join('|');
/** Between a word and its number: `Aufgabe Nr. 3`, `Exercise (3)`, `Figure A.3`. */
const BETWEEN = '\\.?\\s*(?:(?:no|nr|n[o°]?|num|№)\\.?\\s*)?[:#(\\[–-]?\\s*(?:\\p{Lu}[.-]?)?';
const LABEL = new RegExp(
  `^(?:(?:${ANY})(?!\\p{L})${BETWEEN}\\d+|\\d{1,3}(?:[.)]|\\.?[ao] )\\s*(?:${ANY})(?!\\p{L})|[第제]\\s*\\d{1,3}\\s*(?:${CLASSIFIERS}))`,
  'iu',
);

/** What a line begins with that numbers a task or the like, and so is no page number: `Exercise 3`; '' on most lines. */
export const countedLabel = (line: string): string => LABEL.exec(line)?.[0] ?? '';
