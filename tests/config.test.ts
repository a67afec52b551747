import { describe, expect, test } from '@jest/globals';
import { configNames, describeConfig, loadConfig } from '../config.js';

describe('loadConfig', () => {
  test('has a default for all it needs, and freezes the result', () => {
    const config = loadConfig({});
    expect(config.WORKER_QUEUES).toEqual(['core', 'ingestion', 'ai', 'embedding', 'mail']);
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

  test('takes databases and caches by addresses of their kind', () => {
    for (const url of ['postgres://a:p%40@[::1]:5432/x', 'postgresql:///x?host=/var/run/postgresql'])
      expect(loadConfig({ DATABASE_URL: url }).DATABASE_URL).toBe(url);
    for (const wrong of ['nonsense', 'http://127.0.0.1:7432/x'])
      expect(() => loadConfig({ DATABASE_URL: wrong, REDIS_URL: wrong })).toThrow(/DATABASE_URL.*\n.*REDIS_URL/);
  });

  test('takes origins to return to only as browsers write them', () => {
    expect(loadConfig({ SIGN_IN_ORIGINS: 'https://a.example, http://localhost:5173' }).SIGN_IN_ORIGINS).toHaveLength(2);
    for (const wrong of ['*', 'https://a.example/', 'http://a.example', 'https://*.example', 'https://a.example/path'])
      expect(() => loadConfig({ SIGN_IN_ORIGINS: `https://b.example,${wrong}` })).toThrow(/SIGN_IN_ORIGINS/);
  });

  test('takes proxies as addresses or networks only', () => {
    expect(loadConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).TRUSTED_PROXIES).toEqual(['10.0.0.0/8', '::1']);
    for (const wrong of ['proxy.example', '10.0.0.0/40', '10.0.0.0/8/8'])
      expect(() => loadConfig({ TRUSTED_PROXIES: `10.0.0.1,${wrong}` })).toThrow(/TRUSTED_PROXIES/);
  });

  test('no variable stands in two groups, of which one would lose it', () => {
    expect(configNames().length).toBeGreaterThan(60);
    expect(new Set(configNames()).size).toBe(configNames().length);
  });

  test('every variable says what it means', () => {
    for (const { variables } of describeConfig())
      for (const { name, meaning } of variables) expect(`${name}: ${meaning}`).toMatch(/: .{10}/);
  });
});
