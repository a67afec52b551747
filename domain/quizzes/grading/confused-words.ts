/**
 * Words of school subjects that one slip makes of each other, in groups parted by commas. They stand as answers are
 * compared: in lower case, without accents. A plural goes with its word; behind a hyphen anything may follow. Endings
 * of substances (sulfide, sulfite) and one vowel for another near the end (alkane, alkene) are rules, and not listed.
 */
export const CONFUSED_WORDS: Readonly<Record<string, string>> = {
  chemistry: `
    boron boson, cesium cerium curium, radium radius radian radiant radial, silicon silicone, ester enter,
    molar molal, molarit- molalit-, absor- adsor-, cation caution, ionic iconic, amine amide, solute salute,
    corrosi- corrasi-, chloral choral coral corral`,
  physics: `
    proton photon, neutron neuron, position positron, election electron, isotope isotone,
    friction fraction fiction, refraction retraction, convection connection convention conviction,
    concave conclave, phase phrase, quark quart, strain strait stain, laser layer later, static statin,
    hydromet- hygromet-, hydroscop- hygroscop-, decamet- decimet-, decagram decigram, decalit- decilit-,
    micro- macro-`,
  biology: `
    adduct- abduct-, chromatin chromatid chromatic, nucleotid- nucleosid-, plasmid plastid, ligase lipase,
    insulin inulin, secretin secretion, actin action acting, renin rennin, biotin biotic, stroma stoma,
    genus genius, cornea corner, dysphagia dysphasia dysplasia, perineal peroneal, prostat- prostrat-,
    facial fascial, infect- inject- infest-, phytochemi- photochemi-, heart hearth, neural neutral, spinal spiral,
    venus venous, human humane, plane plant planet`,
  mathematics: `
    median medial mediant, ellipse eclipse, ellipti- eclipti-, cubic cubit, conic comic cosmic, conical comical,
    interval internal, discrete discreet, complement compliment, complementa- complimenta-, causal casual,
    factor factory, projection protection, angle angel, prime price pride prise, graph grape, trail trial,
    vector victor, ratio radio ration, curve curse, quadrant quadrat`,
  geography: `
    desert dessert, meteor meter, attitude altitude aptitude, tropic topic, tropical topical, glacier glazier,
    mantle mantel, magma magna, crust crush, country county, paris parish, angola angora, media medina,
    precession procession, border boarder, dominica dominican, roman romain, asian aswan`,
  society: `
    martial marital, statue statute stature status, ordinance ordnance, prescri- proscri-, revolution resolution,
    tribune tribute, patent parent patient potent, asset assent, united untied, sacred scared, public pubic,
    invention intention, device devise, immanent imminent, ethic ethnic, contract contrast contact`,
  language: `
    simile smile, moral morale mortal, accent ascent assent, adverb advert, adverse averse, quiet quite,
    diary dairy, silver sliver, breath breathe, advice advise, through though thought trough, three there these,
    envelop envelope, corps corpse, perfect prefect`,
  computing: `
    packet pocket, server sever, kernel kennel, thread threat tread, parser parsec, pointer painter printer,
    model modem, stack slack shack, invert insert invent, table tablet`,
  german: `
    leitung leistung, ladung landung, leber leder, saure saule, bruch brauch, flache flasche, kathete katheter,
    zelle zeile, staat stadt, miete mitte, kirche kirsche, rinde rinne, konsul konsum, wuste wurste,
    ableitung anleitung`,
  french: `
    poisson poison, coussin cousin, acide aride avide, force forge, guerre guere, conte comte compte`,
  spanish: `
    plata planta, carbon carton carbono, hombre hambre, cuerpo cuervo, hueso huevo hueco, pescado pecado,
    siglo signo, cuarto cuatro, cuenta cuesta`,
  portuguese: `
    cumprimento comprimento, conselho concelho, prata praia, cobre cofre, descricao discricao, retific- ratific-,
    deferi- diferi-, mandado mandato`,
};
