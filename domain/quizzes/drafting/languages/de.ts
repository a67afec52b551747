import type { DraftWording } from '../draft-wording.js';

/** Wording of drafts in German. */
export const de: DraftWording = {
  leaning:
    'dennoch|trotzdem|allerdings|zudem|außerdem|hingegen|seitdem|seither|dies|diese|dieser|dieses|diesem|diesen|jene|jener|jenes|solche|solcher|solches|hier|oben|unten|folgende|folgenden|erstere|letztere|dort|davon|dazu|daraus|dadurch|dabei|daher|damit|darin|darauf|dagegen|dafür|deshalb|deswegen|darum|abbildung|tabelle|beispiel|beispielsweise|zum beispiel|z. b|wir|unser|unsere|uns|ich|mein|man|er|sie|ihm|ihn|ihr|ihre|ihren|ihrem|ihrer|sein|seine|seinen|seinem|seiner|dieselbe|derselbe|dasselbe|andere|anderen|anderer|beide|beiden|heute|nun|jetzt|bald|auch|ebenfalls|ebenso|wiederum|danach|später|zuvor|vorher|dann|jemand|statt dessen|stattdessen|sonst|zunächst|zuerst|die erste|die zweite|der erste|der zweite|das erste|das zweite',
  starts:
    'aber|und|so|denn|doch|oder|sondern|jedoch|also|es|sie|er|das|dass|was|wer|wie|wo|wann|warum|wenn|falls|da|weil|obwohl|während|nachdem|bevor|als|bei|nach|vor|mit|ohne|von|zu|aus|an|am|auf|in ihm|in ihr|in ihnen|nur|nicht|kein|keine|manche|viele|einige|alle|jeder|jede|jedes|meist|meistens|oft|manchmal|nehmen|angenommen|gegeben|berechne|nenne|ein|eine|einen|einem|einer',
  quantifiers: 'alle|viele|manche|einige|wenige|keine|jede|jeder|jedes|die meisten',
  cases: 'angenommen|nehmen wir|stellen wir uns|beispiel|zum beispiel|beispielsweise|abbildung|tabelle|diagramm',
  supposes: 'angenommen|nehmen wir an|stellen wir uns|betrachten wir|stellen sie sich',
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
  beforeCount: 'vor|nach weiteren',
  afterCount: 'später|zuvor|danach',
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
  subjectless: '',
  nameless: 'gruppe|unternehmen|firma|organisation|gesetz|verein|projekt|studie|bericht|ereignis|bewegung|abkommen',
  befallen: '\\p{Ll}+(?:ene|te|nde)',
  oneOfMany:
    'einige|manche|viele|weitere|weiterer|andere|anderer|ein zweiter|eine zweite|ein dritter|eine dritte|einer der|eine der|eines der|art|arten|gruppe von|klasse von',
  hedges:
    'derzeit|gegenwärtig|zurzeit|aktuell|bisher|fast|meist|meistens|oft|häufig|viele|manche|einige|vermutlich|wohl|kaum|überwiegend|weitgehend',
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
};
