import type { LanguageData } from './language-data.js';

export const fr: LanguageData = {
  functionWords:
    'le la les l un une des du de d et ou mais donc or ni car que qu qui quoi dont où quand comme si ce cet cette ces c il elle ils elles on nous vous je tu se s son sa ses leur leurs mon ma mes y en à au aux dans par pour sur sous avec sans entre vers chez depuis pendant avant après jusque jusqu ne n pas plus moins très peu tout tous toute toutes même aussi ainsi alors est sont était étaient être été fut furent a ont avait avaient avoir eu peut peuvent pouvait doit fait font faire se_fait se_font appelé appelée appelés nommé lors parce puisque lorsque afin cela ceci celui celle ceux celles autre autres chaque environ très autant à_peu_près deux_à_deux il_y_a leur seul seule seuls unique',
  negations: 'ne n pas jamais aucun aucune rien personne ni sans non nul nulle guère cessé cessa cesse',
  preventions:
    'empêche empêchent empêcher évite évitent éviter interdit interdite interdits interdites impossible seulement seul seule seuls seules sans',
  affirmations: 'non_seulement pas_seulement',
  clauseStarts: 'et mais tandis_que alors_que parce_que car bien_que qui dont puisque lorsque ou quand',
  than: 'que qu',
  more: 'plus supérieur supérieure meilleur davantage double',
  less: 'moins inférieur inférieure pire',
  antonyms:
    'plus/moins grand/petit grande/petite haut/bas haute/basse long/court longue/courte rapide/lent fort/faible forte/faible vieux/jeune lourd/léger proche/lointain chaud/froid chaude/froide augmente/diminue augmenter/diminuer augmenté/diminué hausse/baisse monte/descend croît/décroît gagne/perd gagné/perdu avant/après au-dessus/au-dessous nord/sud est/ouest premier/dernier première/dernière commence/finit ouvre/ferme autorisé/interdit permis/interdit absorbe/libère maximum/minimum positif/négatif intérieur/extérieur mâle/femelle toujours/jamais tous/aucun possible/impossible humide/sec vrai/faux import/export achète/vend gauche/droite riche/pauvre plein/vide solide/liquide avec/sans cher/bon_marché réduit/augmente réduire/augmenter abaisse/élève lent/rapide lente/rapide',
  about:
    'environ à_peu_près près_de presque plus_de moins_de autour_de quelque quelques jusqu_à au_moins au_plus approximativement',
  minus:
    'moins négati* sous dessous av baisse diminution réduction recul perte* perd* déficit* dette* inférieur* profondeur absolue soustra*',
  numbers:
    'un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingt=20 vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante=80 octante=80 nonante=90 cent=100 cents=100 mille=1000 milliers=1000 million=1000000 millions=1000000 milliard=1000000000 milliards=1000000000 dizaine=10 dizaines=10 douzaine=12 quinzaine=15 vingtaine=20 trentaine=30 quarantaine=40 cinquantaine=50 soixantaine=60 centaine=100 centaines=100',
  ordinals:
    'premier=1 première=1 premiers=1 deuxième=2 seconde=2 troisième=3 quatrième=4 cinquième=5 sixième=6 septième=7 huitième=8 neuvième=9 dixième=10 onzième=11 douzième=12 treizième=13 quatorzième=14 quinzième=15 seizième=16 dix-septième=17 dix-huitième=18 dix-neuvième=19 vingtième=20 tiers=3 quart=4 quarts=4 centième=100 millième=1000',
  factors: 'demi=0.5 demie=0.5 moitié=0.5 double=2 doublé=2 doubler=2 triple=3 triplé=3 quadruple=4 décuple=10',
  months: 'janvier février/fevrier mars avril mai juin juillet août/aout septembre octobre novembre décembre',
  units:
    'm2=mètre_carré,mètres_carrés km2=kilomètre_carré,kilomètres_carrés m3=mètre_cube,mètres_cubes km3=kilomètres_cubes cm3=centimètres_cubes km/h=kilomètres_par_heure km=kilomètre,kilomètres m=mètre,mètres cm=centimètre,centimètres mm=millimètre,millimètres um=micromètre,micromètres nm=nanomètre,nanomètres mi=mille_marin t=tonne,tonnes kg=kilogramme,kilogrammes,kilo,kilos g=gramme,grammes mg=milligramme,milligrammes l=litre,litres ml=millilitre,millilitres ul=microlitre,microlitres s=seconde,secondes ms=milliseconde,millisecondes min=minute,minutes h=heure,heures d=jour,jours,quotidien,quotidiennement,journée wk=semaine,semaines,hebdomadaire mo=mois,mensuel y=an,ans,année,années,annuel,annuelle,annuellement decade=décennie,décennies century=siècle,siècles %=pour_cent,pourcent °C=degré_celsius,degrés_celsius K=kelvin,kelvins J=joule,joules W=watt,watts kW=kilowatt,kilowatts MW=mégawatt,mégawatts V=volt,volts A=ampère,ampères Hz=hertz N=newton,newtons Pa=pascal,pascals bar=bar ha=hectare,hectares B=octet,octets bit=bit,bits usd=dollar,dollars eur=euro,euros',
};
