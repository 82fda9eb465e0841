/**
 * The menu {@code Train}: trainings, their windows, and what is read from open images for them.
 */
package sfumato.commands.train;
