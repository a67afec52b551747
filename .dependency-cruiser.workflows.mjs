/**
 * What workflows reach at run time, through any number of modules. It has a cruise of its own, without imports of
 * types: those of activities lead to everything, and are not in the bundle.
 */
export default {
  forbidden: [
    {
      name: 'workflows-reach-packages',
      comment: 'a library that touches zones, time or I/O breaks replay',
      severity: 'error',
      from: { path: '^workflows/' },
      to: {
        reachable: true,
        pathNot: ['^(workflows|domain|lib)/', '^node_modules/@temporalio/(workflow|common)/'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
