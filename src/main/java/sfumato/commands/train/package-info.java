/** The menu {@code Train}: training commands, their windows, and the import of open images. */
package sfumato.commands.train;
