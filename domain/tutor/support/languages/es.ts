import type { LanguageData } from './language-data.js';

export const es: LanguageData = {
  functionWords:
    'el la los las lo un una unos unas de del a al en por para con sin sobre entre hasta desde durante según contra hacia y e o u pero sino porque que qué quien quienes cual cuales cuando donde como si aunque mientras pues se su sus le les me te nos mi tu es son era eran ser sido fue fueron está están estaba estar ha han había haber hay tiene tienen tenía puede pueden podía podían debe deben hace hacen hacer no ni más menos muy mucho mucha muchos poco también solo sólo ya todo toda todos todas este esta estos estas ese esa esto eso aquel aquella otro otra otros otras cada mismo misma tan tanto así entonces llama llamado llamada mide cerca unos decir cuenta duró dura único única únicos',
  negations: 'no nunca jamás ningún ninguna ninguno nada nadie ni sin tampoco apenas dejó_de dejan_de dejaron_de',
  preventions:
    'impide impiden impedir evita evitan evitar prohíbe prohíben prohibido prohibida imposible solo sólo solamente apenas sin',
  affirmations: 'no_solo no_sólo no_más_de no_menos_de',
  clauseStarts: 'y pero sino mientras porque aunque que cuando o ya_que quien',
  than: 'que como',
  more: 'más mayor mejor superior doble',
  less: 'menos menor peor inferior',
  antonyms:
    'más/menos mayor/menor grande/pequeño grande/pequeña alto/bajo alta/baja largo/corto larga/corta rápido/lento fuerte/débil viejo/joven pesado/ligero cerca/lejos caliente/frío cálido/frío aumenta/disminuye aumentar/disminuir aumentó/disminuyó sube/baja crece/decrece gana/pierde ganó/perdió antes/después encima/debajo norte/sur este/oeste primero/último primera/última empieza/termina abre/cierra permitido/prohibido absorbe/libera máximo/mínimo positivo/negativo interior/exterior macho/hembra siempre/nunca todos/ninguno posible/imposible húmedo/seco verdadero/falso importa/exporta compra/vende izquierda/derecha rico/pobre lleno/vacío sólido/líquido con/sin viejo/nuevo caro/barato cara/barata rápido/lento reduce/aumenta reducir/aumentar reducen/aumentan',
  about: 'aproximadamente unos unas cerca_de casi alrededor_de más_de menos_de hasta al_menos como_máximo circa',
  minus:
    'menos negativ* bajo debajo cristo descenso disminución reducción pérdida* pierd* perd* déficit deuda* inferior profundidad absoluto resta*',
  numbers:
    'un=1 uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintiún=21 veintidós=22 veintitrés=23 veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 ciento=100 cientos=100 doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400 cuatrocientas=400 quinientos=500 quinientas=500 seiscientos=600 seiscientas=600 setecientos=700 setecientas=700 ochocientos=800 ochocientas=800 novecientos=900 novecientas=900 mil=1000 miles=1000 millón=1000000 millones=1000000 docena=12 decena=10 centenar=100',
  ordinals:
    'primer=1 primero=1 primera=1 segundo=2 segunda=2 tercer=3 tercero=3 tercera=3 tercio=3 tercios=3 cuarto=4 cuarta=4 cuartos=4 quinto=5 quinta=5 quintos=5 sexto=6 sexta=6 séptimo=7 séptima=7 octavo=8 octava=8 noveno=9 novena=9 décimo=10 décima=10',
  factors: 'medio=0.5 media=0.5 mitad=0.5 doble=2 duplica=2 duplicó=2 duplicar=2 triple=3 triplica=3 cuádruple=4',
  months: 'enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre',
  units:
    'm2=metro_cuadrado,metros_cuadrados km2=kilómetro_cuadrado,kilómetros_cuadrados m3=metro_cúbico,metros_cúbicos km3=kilómetros_cúbicos cm3=centímetros_cúbicos km/h=kilómetros_por_hora km=kilómetro,kilómetros m=metro,metros cm=centímetro,centímetros mm=milímetro,milímetros um=micrómetro,micrómetros nm=nanómetro,nanómetros mi=milla,millas t=tonelada,toneladas kg=kilogramo,kilogramos,kilo,kilos g=gramo,gramos mg=miligramo,miligramos l=litro,litros ml=mililitro,mililitros ul=microlitro,microlitros s=segundo,segundos ms=milisegundo,milisegundos min=minuto,minutos h=hora,horas d=día,días,diario,diaria,diariamente wk=semana,semanas,semanal mo=mes,meses,mensual y=año,años,anual,anualmente decade=década,décadas,decenio century=siglo,siglos %=por_ciento °C=grados_celsius,grados_centígrados,grado_celsius K=kelvin J=julio_joule,julios W=vatio,vatios kW=kilovatio,kilovatios V=voltio,voltios A=amperio,amperios Hz=hercio,hercios,hertz N=newton,newtons Pa=pascal,pascales ha=hectárea,hectáreas B=byte,bytes bit=bit,bits usd=dólar,dólares eur=euro,euros',
};
