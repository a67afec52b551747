import { fn, Model, type ModelOptions, type QueryContext } from 'objection';
import { v7 as uuidv7 } from 'uuid';

/**
 * A table's row with times; `updatedAt` is set by every patch made through the model. An instance that is patched
 * keeps the `updatedAt` it was read with.
 */
export class Row extends Model {
  declare createdAt: Date;
  declare updatedAt: Date;

  override $beforeUpdate(options: ModelOptions, context: QueryContext): void | Promise<void> {
    // By the database's clock, as createdAt, and the moment of the patch: its transaction may have waited for a lock.
    this.updatedAt = fn('clock_timestamp') as unknown as Date;
    return super.$beforeUpdate(options, context);
  }

  override $afterUpdate(options: ModelOptions, context: QueryContext): void | Promise<void> {
    Reflect.deleteProperty(this, 'updatedAt');
    return super.$afterUpdate(options, context);
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
