/**
 * Dialogs of commands: the form with a widget per input, its window, and the words of messages.
 * <p>
 * {@link sfumato.dialogs.CommandForm} has the rows, {@link sfumato.dialogs.DialogContent} puts what is wrong and the buttons below them,
 * {@link sfumato.dialogs.CommandDialog} is the window. Widgets are found by the type of a parameter, or by its style. They use nothing that
 * is only in Fiji.
 *
 * <table>
 * <caption>Styles of parameters</caption>
 * <tr><td>{@link sfumato.dialogs.AboutWidget#STYLE}</td><td>the head of a dialog: what the command does, with which image, help,
 * defaults</td></tr>
 * <tr><td>{@link sfumato.dialogs.SectionWidget#STYLE}, {@link sfumato.dialogs.SectionWidget#CLOSED}</td><td>a heading that shows
 * and hides what stands below it</td></tr>
 * <tr><td>{@link sfumato.dialogs.MethodWidget#ONE}, {@link sfumato.dialogs.MethodWidget#SUM},
 * {@link sfumato.dialogs.MethodWidget#LIST} with the class name of a kind of methods behind</td><td>a text with a menu of the
 * methods there are, and what the one at the cursor does and can be told</td></tr>
 * <tr><td>{@code directory}, {@code open}, {@code save}</td><td>files of our commands: {@link sfumato.dialogs.PathWidget} begins
 * to look where one looked last</td></tr>
 * </table>
 *
 * {@link sfumato.dialogs.MethodText} knows what there is to say of a method while it is typed; {@link sfumato.dialogs.HelpPage}
 * is a page of the documentation, which the jar carries.
 */
package sfumato.dialogs;
