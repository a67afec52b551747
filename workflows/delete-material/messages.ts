/** Input of `deleteMaterial`. */
export interface DeleteMaterialInput {
  materialId: string;
  userId: string;
  runNo: number;
}
