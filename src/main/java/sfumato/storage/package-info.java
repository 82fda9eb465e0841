/** Renames and deletes files and folders as Windows permits ({@link sfumato.storage.FileChanges}). */
package sfumato.storage;
