/**
 * Writes files and folders so that there is all of a result or nothing, whenever a process is killed.
 */
package sfumato.output;
