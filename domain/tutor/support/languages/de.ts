import type { LanguageData } from './language-data.js';

export const de: LanguageData = {
  functionWords:
    'der die das den dem des ein eine einen einem einer eines und oder aber doch denn weil dass daß wenn als wie wo was wer wen wem welche welcher welches dieser diese dieses diesen diesem jener er sie es ihn ihm ihr ihnen ihre ihren ihrem ihrer sein seine seinen seinem seiner wir uns ich du man sich ist sind war waren sei wird werden wurde wurden worden hat haben hatte hatten kann können konnte konnten muss müssen soll sollen darf dürfen mag in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter um für durch gegen ohne bis seit während zwischen nicht kein keine nur auch noch schon sehr mehr so dort da hier dann damit daher deshalb also jedoch sowie etwa rund circa ungefähr alle allem allen alles sämtliche jede jeder jedes beide andere anderen zusammen bereits bloß allein selbst indem sodass obwohl ob je pro man lässt machen macht gibt es_gibt heißt nennt genannt solche solcher solches solchen einzig einzige einziger einziges einzigen später',
  negations:
    'nicht kein keine keinen keinem keiner keines nie niemals niemand nichts nirgends ohne weder kaum statt anstatt unfähig',
  preventions:
    'verhindert verhindern verhinderte vermeidet vermeiden verbietet verboten verbieten hindert hindern unmöglich ausgeschlossen frei_von nur kaum ohne erst höchstens mindestens',
  affirmations: 'nicht_nur nicht_bloß nicht_mehr_als nicht_weniger_als nichts_als',
  clauseStarts: 'und aber doch sondern während weil obwohl dass indem wobei sodass oder jedoch statt anstatt wenn',
  than: 'als wie',
  more: 'mehr größer höher länger schneller stärker älter schwerer besser breiter tiefer wärmer heißer dicker doppelt',
  less: 'weniger kleiner niedriger kürzer langsamer schwächer jünger leichter schlechter schmaler flacher kälter dünner',
  antonyms:
    'mehr/weniger viel/wenig viele/wenige größer/kleiner groß/klein höher/niedriger höher/tiefer hoch/niedrig länger/kürzer lang/kurz schneller/langsamer schnell/langsam stärker/schwächer stark/schwach älter/jünger alt/jung schwerer/leichter schwer/leicht nah/fern näher/ferner näher/weiter heiß/kalt warm/kalt wärmer/kälter steigt/sinkt steigen/sinken steigt/fällt steigen/fallen nimmt_zu/nimmt_ab wächst/schrumpft zunahme/abnahme anstieg/rückgang gewinnen/verlieren gewinnt/verliert gewann/verlor vor/nach über/unter nördlich/südlich östlich/westlich norden/süden osten/westen erste/letzte beginnt/endet begann/endete öffnet/schließt erlaubt/verboten aufnehmen/abgeben nimmt_auf/gibt_ab maximum/minimum positiv/negativ innen/außen männlich/weiblich männchen/weibchen immer/nie alle/keine möglich/unmöglich nass/trocken früher/später wahr/falsch import/export kaufen/verkaufen gleich/verschieden oben/unten links/rechts arm/reich voll/leer fest/flüssig mit/ohne meiste/wenigste meisten/wenigsten verringert/erhöht verringern/erhöhen senkt/hebt senken/heben senkt/erhöht senken/erhöhen reduziert/erhöht reduzieren/erhöhen nützt/schadet',
  about:
    'etwa rund circa ca ungefähr fast knapp gut über mehr_als weniger_als unter bis_zu mindestens höchstens annähernd nahezu um_die',
  minus:
    'minus* negativ* unter* um chr abnahme rückgang senkung verlust* verlor* verliert verlieren defizit* schulden weniger niedriger tiefe tief betrag abgezogen abziehen frost*',
  numbers:
    'ein=1 eins=1 eine=1 einen=1 einem=1 einer=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreißig=30 dreissig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 hundert=100 hunderte=100 tausend=1000 tausende=1000 million=1000000 millionen=1000000 mio=1000000 milliarde=1000000000 milliarden=1000000000 mrd=1000000000 billion=1000000000000 billionen=1000000000000 dutzend=12',
  ordinals:
    'erste=1 ersten=1 erster=1 erstes=1 zweite=2 zweiten=2 zweiter=2 zweites=2 dritte=3 dritten=3 dritter=3 drittel=3 vierte=4 vierten=4 viertel=4 fünfte=5 fünften=5 fünftel=5 sechste=6 sechsten=6 sechstel=6 siebte=7 siebten=7 siebtel=7 achte=8 achten=8 achtel=8 neunte=9 neunten=9 neuntel=9 zehnte=10 zehnten=10 zehntel=10 elfte=11 elften=11 zwölfte=12 zwölften=12 dreizehnten=13 vierzehnten=14 fünfzehnten=15 sechzehnten=16 siebzehnten=17 achtzehnten=18 neunzehnten=19 zwanzigsten=20 hundertstel=100 tausendstel=1000',
  factors:
    'halb=0.5 halbe=0.5 halben=0.5 halber=0.5 halbes=0.5 hälfte=0.5 halbiert=0.5 halbieren=0.5 anderthalb=1.5 doppelt=2 doppelte=2 doppelten=2 doppelter=2 verdoppelt=2 verdoppeln=2 verdoppelung=2 zweimal=2 dreimal=3 viermal=4 fünfmal=5 zehnmal=10 verdreifacht=3 vervierfacht=4 vervierfachen=4',
  months:
    'januar/jänner/jan februar/feb märz april/apr mai juni/jun juli/jul august/aug september/sept/sep oktober/okt november/nov dezember/dez',
  units:
    'm2=quadratmeter,quadratmetern km2=quadratkilometer,quadratkilometern m3=kubikmeter,kubikmetern km3=kubikkilometer cm3=kubikzentimeter km/h=stundenkilometer km=kilometer,kilometern m=meter,metern,metre cm=zentimeter,zentimetern mm=millimeter,millimetern um=mikrometer nm=nanometer mi=meile,meilen t=tonne,tonnen kg=kilogramm,kilo g=gramm mg=milligramm ug=mikrogramm l=liter,litern ml=milliliter ul=mikroliter s=sekunde,sekunden ms=millisekunde,millisekunden min=minute,minuten h=stunde,stunden,stündlich d=tag,tage,tagen,täglich,tags wk=woche,wochen,wöchentlich mo=monat,monate,monaten,monatlich y=jahr,jahre,jahren,jahres,jährlich,alljährlich decade=jahrzehnt,jahrzehnte,jahrzehnten century=jahrhundert,jahrhunderte,jahrhunderts,jahrhunderten %=prozent °C=grad_celsius °F=grad_fahrenheit K=kelvin J=joule kJ=kilojoule kcal=kilokalorie,kilokalorien W=watt kW=kilowatt MW=megawatt V=volt A=ampere Hz=hertz kHz=kilohertz MHz=megahertz N=newton Pa=pascal bar=bar ha=hektar B=byte bit=bit usd=dollar eur=euro',
};
