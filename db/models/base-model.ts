import { Model, type ModelOptions, type QueryContext } from 'objection';
import { v7 as uuidv7 } from 'uuid';

/** A table's row with times; `updatedAt` follows every patch made through the model. */
export class Row extends Model {
  declare createdAt: Date;
  declare updatedAt: Date;

  override $beforeUpdate(options: ModelOptions, context: QueryContext): void | Promise<void> {
    this.updatedAt = new Date();
    return super.$beforeUpdate(options, context);
  }
}

/** A row whose key is a UUIDv7 made by the application. */
export class Entity extends Row {
  declare id: string;

  override $beforeInsert(context: QueryContext): void | Promise<void> {
    this.id ??= uuidv7();
    return super.$beforeInsert(context);
  }
}
