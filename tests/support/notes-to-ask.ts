/** Three pages of which rules alone make several questions: terms that are explained, years, and names of things. */
export const NOTES_TO_ASK = [
  '# The moving plates\nSubduction is the descent of a plate into the hot mantle of the planet by its own weight. ' +
    'Convection is the slow circulation of hot rock that rises and of cold rock that sinks. ' +
    'Magnetism is the force that turns the needle of a compass toward the north of the planet. ' +
    'Radiation is the transfer of heat through empty space from a hot body to all that is cold. ' +
    'Erosion is the slow removal of soil and of rock by water, by wind and by ice. ' +
    'Condensation is the change of a gas such as steam into small drops of liquid. ' +
    'Along the coast of Chile subduction feeds many volcanoes. Deep in the mantle convection drives the plates. ' +
    'Over long ways magnetism guides the birds. On clear days radiation warms the ground. ' +
    'In dry months erosion carries soil away. On cold windows condensation leaves drops.',
  '# Explorers\nIn 1488 Bartolomeu Dias rounded the southern tip of Africa with two small ships. ' +
    'In 1498 Vasco da Gama reached the coast of India after ten months at sea. ' +
    'In 1522 a ship of Magellan came home to Spain from the first voyage around the world. ' +
    'In 1606 Willem Janszoon reached the coast of Australia on board of a Dutch ship.',
  '# Earthquakes\nA long wave that an earthquake below the sea sends out is called a tsunami. ' +
    'The point of the ground right above the source of an earthquake is called the epicenter. ' +
    'The instrument that writes down how strongly the ground shakes is called a seismograph. ' +
    'Hot rock that has left a volcano and flows over the ground is called lava.',
];
