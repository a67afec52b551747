/**
 * Outlives a launcher that was killed: reads process records, one JSON line each, and when its standard input closes
 * ends every one that is still alive. After an orderly stop there is none.
 */
import { createInterface } from 'node:readline';
import { endProcess, type ProcessRecord } from './processes.js';

const watched: ProcessRecord[] = [];
for await (const line of createInterface({ input: process.stdin })) watched.push(JSON.parse(line) as ProcessRecord);
await Promise.all(watched.map(endProcess));
