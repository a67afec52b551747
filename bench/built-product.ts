import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildProduct } from '../stack/build-product.js';
import type { Bench } from './benchmark.js';

/** The folder of the product as the image runs it, made of the sources of now where it is not there yet. */
export async function builtProduct({ children }: Pick<Bench, 'children'>): Promise<string> {
  const folder = join(children.home.data, 'build');
  if (!existsSync(folder)) await buildProduct(folder);
  return folder;
}
