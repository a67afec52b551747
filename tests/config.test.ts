import { describe, expect, test } from '@jest/globals';
import { describeConfig, loadConfig } from '../config.js';

describe('loadConfig', () => {
  test('has a default for all it needs, and freezes the result', () => {
    const config = loadConfig({});
    expect(config.WORKER_QUEUES).toEqual(['core', 'ingestion', 'ai']);
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('takes an empty variable for unset', () => {
    expect(loadConfig({ OPENAI_API_KEY: '', API_PORT: '' })).toEqual(loadConfig({}));
  });

  test('names every wrong variable, and tells no value', () => {
    const load = () => loadConfig({ API_PORT: 'secret', WORKER_QUEUES: 'core,nope', OPENAI_BASE_URL: 'x' });
    expect(load).toThrow(/API_PORT.*\n.*WORKER_QUEUES.*\n.*OPENAI_BASE_URL/);
    expect(load).not.toThrow(/secret/);
  });

  test('every variable says what it means', () => {
    for (const { name, meaning } of describeConfig()) expect(`${name}: ${meaning}`).toMatch(/: .{10}/);
  });
});
