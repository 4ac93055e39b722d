/**
 * Runs in a thread of its own: a checkpoint waits for the disk twice, inside one call.
 */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

const connection = new DatabaseSync(workerData, { timeout: 0 });
// As far as the log goes without waiting for anybody who reads or writes.
const checkpoint = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)');

parentPort?.on('message', () => parentPort?.postMessage(checkpoint.get()));
