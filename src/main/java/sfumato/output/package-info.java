/** Writes files and folders atomically: complete or not at all, whenever a process is killed. */
package sfumato.output;
