/** ImageJ tables, and CSV files with the same rows. */
package sfumato.commands.tables;
