/**
 * Tables of ImageJ, and the CSV files of the same rows.
 */
package sfumato.commands.tables;
