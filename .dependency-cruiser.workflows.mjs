/**
 * What workflows reach at run time, through any number of modules, and what a worker serves. It has a cruise of its
 * own, without imports of types: those of activities lead to everything, and are not in the bundle.
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
    {
      name: 'activities-are-served',
      comment: 'a run would wait a day for an activity that no worker has; give it a line in createActivities',
      severity: 'error',
      from: { path: '^temporal-config/worker\\.ts$' },
      to: { path: '^activities/', reachable: false },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
