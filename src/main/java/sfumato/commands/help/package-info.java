/** The menu {@code Help}: a system report, and references for papers. */
package sfumato.commands.help;
