/**
 * What changes the names of files and folders, in the way that Windows allows ({@link sfumato.storage.FileChanges}).
 */
package sfumato.storage;
