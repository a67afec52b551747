import type { components } from '../../api-client/schema.js';
import { body } from './body.js';
import { eventually } from './eventually.js';
import { type Student, upload } from './student.js';

type Material = components['schemas']['Material'];
type Question = components['schemas']['Question'];

/** Uploads a file and waits for the end of its work, however long the machine takes. */
export async function ingest(student: Student, file: Uint8Array, options: { title?: string } = {}): Promise<Material> {
  const headers = { Prefer: 'wait=30' };
  const response = await upload(student, file, { ...options, headers });
  if (!response.ok) throw new Error(`the upload was refused with ${response.status}`);
  const { id } = await body(response);
  return eventually(async () => {
    const material: Material = await body(await student.fetch(`/materials/${id}`, { headers }));
    return material.finishedAt === null ? undefined : material;
  });
}

/** Asks a question, of these materials or of all, and waits for the end of its work. */
export async function askMaterials(
  { client }: Student,
  question: string,
  materialIds: string[] = [],
): Promise<Question> {
  const { data } = await client.POST('/materials/query', {
    params: { header: { Prefer: 'wait=30' } },
    body: { question, materialIds },
  });
  if (!data) throw new Error('the question was refused');
  return eventually(async () => {
    const { data: now } = await client.GET('/ai/doubt/messages/{id}', { params: { path: { id: data.id } } });
    return now && !['queued', 'processing'].includes(now.status) ? now : undefined;
  });
}
