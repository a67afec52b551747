import type { CatalogSubject } from './catalog-subject.js';

export const physics: CatalogSubject = {
  slug: 'physics',
  name: 'Physics',
  description: 'The rules by which matter moves and energy changes its form, from a falling stone to the atom.',
  topics: [
    {
      slug: 'motion',
      name: 'Motion',
      summary: 'Describe movement by position, velocity and acceleration, in formulas and in graphs.',
    },
    {
      slug: 'forces',
      name: 'Forces',
      summary: "Use Newton's three laws to explain and predict how forces change motion.",
    },
    {
      slug: 'energy-and-momentum',
      name: 'Energy and momentum',
      summary: 'Follow work, kinetic and potential energy and momentum, and use that their totals are conserved.',
    },
    {
      slug: 'waves-and-sound',
      name: 'Waves and sound',
      summary: 'Relate wavelength, frequency and speed, and explain interference, resonance and what we hear.',
    },
    {
      slug: 'light-and-optics',
      name: 'Light and optics',
      summary: 'Trace light through mirrors and lenses, and explain refraction, diffraction and color.',
    },
    {
      slug: 'electricity',
      name: 'Electricity',
      summary: 'Calculate charge, current, voltage, resistance and power in simple circuits.',
    },
    {
      slug: 'magnetism-and-induction',
      name: 'Magnetism and induction',
      summary: 'Explain how currents make magnetic fields and how changing fields make currents.',
    },
    {
      slug: 'heat',
      name: 'Heat and thermodynamics',
      summary: 'Relate temperature, heat and work, and see why heat flows from hot to cold by itself.',
    },
    {
      slug: 'atoms-and-nuclei',
      name: 'Atoms and nuclei',
      summary: 'Describe the structure of atoms, radioactive decay and half-life, fission and fusion.',
    },
  ],
};
