import type { LanguageData } from './language-data.js';

export const pt: LanguageData = {
  functionWords:
    'o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas para com sem sobre entre até desde durante segundo contra e ou mas porque que quem qual quais quando onde como se embora enquanto pois seu sua seus suas lhe lhes me te nós meu é são era eram ser sido foi foram está estão estava estar há tem têm tinha pode podem podia deve devem faz fazem fazer não nem mais menos muito muita muitos pouco também só apenas já todo toda todos todas este esta estes estas esse essa isto isso aquele aquela outro outra cada mesmo mesma tão tanto assim então chama chamado chamada cerca ao à aos às num numa depois vez vem único única únicos',
  negations: 'não nunca jamais nenhum nenhuma nada ninguém nem sem tampouco deixou_de deixam_de',
  preventions:
    'impede impedem impedir evita evitam evitar proíbe proíbem proibido proibida impossível só somente apenas sem',
  affirmations: 'não_só não_apenas não_mais_de não_menos_de',
  clauseStarts: 'e mas enquanto porque embora que quando ou pois',
  than: 'que quanto como',
  more: 'mais maior melhor superior dobro',
  less: 'menos menor pior inferior',
  antonyms:
    'mais/menos maior/menor grande/pequeno grande/pequena alto/baixo alta/baixa longo/curto longa/curta rápido/lento forte/fraco velho/jovem velho/novo pesado/leve perto/longe quente/frio aumenta/diminui aumentar/diminuir aumentou/diminuiu sobe/desce cresce/decresce ganha/perde ganhou/perdeu antes/depois acima/abaixo norte/sul leste/oeste primeiro/último primeira/última começa/termina abre/fecha permitido/proibido absorve/liberta absorve/libera máximo/mínimo positivo/negativo interior/exterior macho/fêmea sempre/nunca todos/nenhum possível/impossível húmido/seco úmido/seco verdadeiro/falso importa/exporta compra/vende esquerda/direita rico/pobre cheio/vazio sólido/líquido com/sem caro/barato cara/barata reduz/aumenta reduzir/aumentar reduzem/aumentam',
  about: 'cerca aproximadamente quase perto_de mais_de menos_de até pelo_menos no_máximo uns umas circa',
  minus:
    'menos negativ* abaixo cristo queda descida diminuição redução perda* perd* déficit* défice* dívida* inferior profundidade absoluto subtra*',
  numbers:
    'um=1 uma=1 dois=2 duas=2 três=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 treze=13 catorze=14 quatorze=14 quinze=15 dezasseis=16 dezesseis=16 dezassete=17 dezessete=17 dezoito=18 dezanove=19 dezenove=19 vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90 cem=100 cento=100 centenas=100 duzentos=200 duzentas=200 trezentos=300 trezentas=300 quatrocentos=400 quatrocentas=400 quinhentos=500 quinhentas=500 seiscentos=600 seiscentas=600 setecentos=700 setecentas=700 oitocentos=800 oitocentas=800 novecentos=900 novecentas=900 mil=1000 milhares=1000 milhão=1000000 milhões=1000000 bilhão=1000000000 bilhões=1000000000 dúzia=12 dezena=10',
  ordinals:
    'primeiro=1 primeira=1 segunda=2 terceiro=3 terceira=3 terço=3 terços=3 quarto=4 quarta=4 quinto=5 quinta=5 quintos=5 sexto=6 sexta=6 sétimo=7 sétima=7 oitavo=8 oitava=8 nono=9 nona=9 décimo=10 décima=10',
  factors: 'meio=0.5 meia=0.5 metade=0.5 dobro=2 duplo=2 dupla=2 duplica=2 duplicou=2 triplo=3 triplica=3 quádruplo=4',
  months: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  units:
    'm2=metro_quadrado,metros_quadrados km2=quilômetro_quadrado,quilômetros_quadrados,quilómetros_quadrados m3=metro_cúbico,metros_cúbicos km3=quilômetros_cúbicos cm3=centímetros_cúbicos km/h=quilômetros_por_hora,quilómetros_por_hora km=quilómetro,quilómetros,quilômetro,quilômetros m=metro,metros cm=centímetro,centímetros mm=milímetro,milímetros um=micrómetro,micrómetros,micrômetro,micrômetros nm=nanómetro,nanómetros t=tonelada,toneladas kg=quilograma,quilogramas,quilo,quilos g=grama,gramas mg=miligrama,miligramas l=litro,litros ml=mililitro,mililitros ul=microlitro,microlitros s=segundos ms=milissegundo,milissegundos min=minuto,minutos h=hora,horas d=dia,dias,diário,diária,diariamente wk=semana,semanas,semanal mo=mês,meses,mensal y=ano,anos,anual,anualmente decade=década,décadas century=século,séculos %=por_cento °C=graus_celsius,grau_celsius K=kelvin J=joule,joules W=watt,watts kW=quilowatt,quilowatts V=volt,volts A=ampere,amperes Hz=hertz N=newton,newtons Pa=pascal,pascais ha=hectare,hectares B=byte,bytes bit=bit,bits usd=dólar,dólares eur=euro,euros',
};
