import { expect, test } from '@jest/globals';
import { createNetworks, isNetwork, networkOf, plainAddress } from '../../lib/addresses.js';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:201', '192.0.2.1'],
  ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['1::ffff:c000:201', '1::ffff:c000:201'],
  ['::c000:201', '::c000:201'],
  ['::', '::'],
  ['', ''],
  ['no address', 'no address'],
])('%s is %s', (address, plain) => {
  expect(plainAddress(address)).toBe(plain);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
])('%s is of %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('networks are addresses with or without a length that they can have', () => {
  const right = ['10.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '::1', 'fd00::/8', '2001:db8::1/128'];
  const wrong = [
    '',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/8 ',
    '10.0.0.0/0x8',
    'fd00::/129',
    '10.0.0/8',
    'localhost',
    '10.0.0.0/-1',
  ];
  expect(right.filter((text) => !isNetwork(text))).toEqual([]);
  expect(wrong.filter(isNetwork)).toEqual([]);
});

test('an address lies in a network however it is written', () => {
  const isOurs = createNetworks(['10.0.0.0/8', 'fd00::/8', '192.0.2.7']);
  const ours = ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', 'fd12::1%eth0', '192.0.2.7'];
  const others = ['11.0.0.1', '::ffff:11.0.0.1', 'fe80::1', '192.0.2.8', '', 'no address'];
  expect(ours.filter((address) => !isOurs(address))).toEqual([]);
  expect(others.filter(isOurs)).toEqual([]);
});
