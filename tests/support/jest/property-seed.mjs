import fc from 'fast-check';

// The same examples in every run: a change is refused for what it does, not for an example that nobody had seen before.
// Others are looked for on purpose, by another seed.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
