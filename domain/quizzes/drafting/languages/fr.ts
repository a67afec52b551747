import type { DraftWording } from '../draft-wording.js';

/** Wording of drafts in French. */
export const fr: DraftWording = {
  leaning:
    "plus tard|par la suite|néanmoins|ce|cet|cette|ces|celui|celle|ceux|celles|cela|ça|ici|là|ci-dessus|ci-dessous|suivant|suivante|suivants|précédent|précédente|tel|telle|tels|telles|figure|tableau|exemple|par exemple|nous|notre|nos|vous|votre|je|mon|ma|on|il|elle|ils|elles|son|sa|ses|leur|leurs|lui|en|y|même|mêmes|autre|autres|aussi|également|ainsi|alors|ensuite|puis|aujourd'hui|maintenant|bientôt|après|avant|dernier|dernière|le premier|la première|le second|la seconde|les deux",
  starts:
    'initialement|finalement|mais|et|ou|ni|donc|or|car|ainsi|alors|puis|ensuite|cependant|pourtant|toutefois|quand|lorsque|si|comme|parce que|puisque|tandis que|bien que|après|avant|seul|seule|seulement|aucun|aucune|certains|certaines|plusieurs|tous|toutes|chaque|beaucoup|un|une|des|il|elle|ils|elles|on|ce|c|avec|sans|de|depuis|pour|par|selon|dans ce|soit|supposons|prenons',
  quantifiers: 'tous|toutes|beaucoup|certains|certaines|quelques|plusieurs|chaque|aucun|aucune|la plupart',
  cases: 'supposons|imaginons|exemple|par exemple|figure|tableau|graphique|schéma',
  supposes: 'supposons|imaginons|considérons|imaginez|considérez',
  asides:
    'exemple*|exercice*|question*|problème*|erreur*|solution*|réponse*|sources|bibliographie|sommaire|annexe|résumé',
  verbs:
    'est|sont|était|étaient|fut|furent|a|ont|avait|avaient|peut|peuvent|doit|doivent|fait|font|forme|forment|contient|contiennent|appelle|appellent|sert|servent|mesure|mesurent|vaut|valent|dépend|dépendent|passe|passent|désigne',
  verbEndings: 'ait|aient|èrent|ent|e|it',
  named: "appelé|appelée|appelés|appelées|s'appelle|s'appellent|nommé|nommée|dit|dite|on appelle",
  noTerms:
    'résultat|exemple|raison|différence|réponse|type|partie|nombre|cas|question|problème|point|idée|étape|règle|nom|forme',
  manner: 'ment',
  definite: 'le|la|les|l',
  praising: 'important|importante|grand|grande|bon|bonne|essentiel',
  sameAs: "ou|aussi|c'est-à-dire|comme|tels que|telles que|par exemple|sorte de|sortes de|type de|types de",
  limits:
    "au moins|au plus|plus de|plus du|plus des|moins de|moins du|moins des|jusqu'à|entre|de|à|ou|presque|à peine|maximum|minimum",
  beforeCount: 'il y a',
  afterCount: 'plus tard|auparavant|après',
  yearAtStart: 'En {year},? ',
  yearAtEnd: ',? en {year}',
  beforeYear: "en|depuis|jusqu'en|de|année|dès",
  atYear: 'en|de|année',
  sequence: 'étape|étapes|phase|phases|ordre|succession|cycle',
  describing: 'eux|euse|al|ale|ique|if|ive|able|ible|aire|é|ée',
  backPerson: '-',
  plain: '-',
  backMany: '-',
  backOne: '-',
  backObject: '-',
  holders: '-',
  subjectless: '',
  nameless: 'groupe|entreprise|société|organisation|loi|programme|étude|rapport|mouvement|accord|projet',
  befallen: '\\p{L}+(?:é|ée|és|ées)',
  oneOfMany:
    "certains|certaines|beaucoup|plusieurs|d'autres|autre|autres|un deuxième|une deuxième|un troisième|une troisième|un des|une des|type de|types de|sorte de|classe de|groupe de",
  hedges:
    'actuellement|de nos jours|récemment|presque|souvent|généralement|beaucoup|certains|certaines|peut-être|probablement|surtout|encore',
  plural: '[sx]',
  didSo:
    'découvrit|a découvert|inventa|a inventé|proposa|a proposé|décrivit|montra|a montré|écrivit|mesura|construisit|fonda|démontra|publia',
  ask: {
    term: 'Quel terme manque dans la phrase ?',
    name: 'Quel nom manque dans la phrase ?',
    number: 'Quel nombre manque dans la phrase ?',
    year: 'Quelle année manque dans la phrase ?',
    writeTerm: 'Écrivez le terme qui manque dans la phrase.',
    writeNumber: 'Quel nombre manque dans la phrase ?',
    events: 'Rangez ces événements du plus ancien au plus récent.',
    steps: 'Rangez ceci dans le bon ordre.',
    match: 'Associez à chaque terme ce qui en est dit.',
  },
  under: 'Sur « {heading} ».',
  says: 'Le texte dit : « {sentence} »',
};
