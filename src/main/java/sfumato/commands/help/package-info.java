/**
 * The menu {@code Help}: a report for questions, and references for papers.
 */
package sfumato.commands.help;
