import { PassThrough, Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createAvatarMaker } from '../../documents/avatar.js';
import { createAvatarIntake } from '../../services/uploads/avatar-intake.js';
import { twoColors } from '../support/images.js';

const maker = createAvatarMaker();
const accepted = async () => {};
const { signal } = new AbortController();

test('takes a number of images at a time, and others again when these are done', async () => {
  const intake = createAvatarIntake(maker, { concurrency: 3 });
  const png = await twoColors(32, 32).png().toBuffer();
  const slow = Array.from({ length: 3 }, () => new PassThrough());
  const coming = slow.map((stream) => intake.receive(stream, accepted, signal));
  await expect(intake.receive(Readable.from([png]), accepted, signal)).rejects.toMatchObject({
    type: 'service-unavailable',
    retryAfterSeconds: 5,
  });
  slow[0]?.destroy(new Error('gone'));
  await expect(coming[0]).rejects.toThrow('gone');
  expect((await sharp(await intake.receive(Readable.from([png]), accepted, signal)).metadata()).format).toBe('webp');
  for (const stream of slow.slice(1)) stream.end(png);
  expect((await Promise.all(coming.slice(1))).length).toBe(2);
});

test('does not wait for ever for an image that trickles in', async () => {
  const intake = createAvatarIntake(maker, { seconds: 0.05, concurrency: 1 });
  const trickle = new PassThrough();
  trickle.write('x');
  await expect(intake.receive(trickle, accepted, signal)).rejects.toMatchObject({ type: 'upload-interrupted' });
  expect(trickle.destroyed).toBe(true);
});

test('does not wait for ever for the end of a form', async () => {
  const intake = createAvatarIntake(maker, { seconds: 0.05, concurrency: 1 });
  const endless = () => new Promise<never>(() => {});
  const png = await twoColors(32, 32).png().toBuffer();
  await expect(intake.receive(Readable.from([png]), endless, signal)).rejects.toMatchObject({
    type: 'upload-interrupted',
  });
});

test('makes nothing of an image whose form is wrong', async () => {
  const intake = createAvatarIntake({ make: () => Promise.reject(new Error('was made')) });
  const wrong = () => Promise.reject(new Error('wrong form'));
  await expect(intake.receive(Readable.from([Buffer.from('x')]), wrong, signal)).rejects.toThrow('wrong form');
});
